using System.IO.Enumeration;
using Missy.Network;
using Missy.Providers.Secrets;

namespace Missy.Providers;

/// <summary>The keys that a provider may use, in order of preference. None is kept here. Safe for any number of threads.</summary>
internal sealed class ProviderKeys(IReadOnlyList<KeySlot> slots)
{
    /// <summary>The names of the slots; never the keys.</summary>
    public IReadOnlyList<string> Names { get; } = [.. slots.Select(slot => slot.Name)];

    /// <summary>Whether a key that a service refused may be another when it is asked for again.</summary>
    public bool CanRenew { get; } = slots.Any(slot => slot.Source.CanRenew);

    /// <summary>The slot that a call would use, as far as is known without running or asking anything.</summary>
    /// <param name="model">The model to be called; null = any.</param>
    /// <returns>The slot's name, or why there is none; neither when nothing names a key.</returns>
    public (string? Slot, SecretState State) Peek(string? model)
    {
        var problem = SecretState.Untried;
        foreach (var slot in slots)
        {
            var state = slot.Source.Peek();
            if (state.IsHopeful && MayUse(slot, model))
            {
                return (slot.Name, state);
            }

            problem = Worse(problem, state, slot);
        }

        return (null, problem);
    }

    /// <summary>The key for a call; what has to be run or asked for it, is.</summary>
    /// <param name="model">The model to be called; null = any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key, or why there is none; neither when nothing names a key.</returns>
    public async ValueTask<(Credential? Credential, SecretState State)> ReadAsync(string? model, CancellationToken cancellationToken)
    {
        var problem = SecretState.Untried;
        foreach (var slot in slots)
        {
            if (MayUse(slot, model))
            {
                var state = await slot.Source.ReadAsync(cancellationToken);
                if (Credential(slot, state) is { } credential)
                {
                    return (credential, state);
                }

                problem = Worse(problem, state, slot);
            }
        }

        return (null, problem);
    }

    /// <summary>The key of the same slot after a service refused it.</summary>
    /// <returns>Null when there is no other.</returns>
    public async ValueTask<Credential?> RenewAsync(Credential refused, CancellationToken cancellationToken)
    {
        var value = refused.Secret.Reveal();
        foreach (var slot in slots.Where(slot => slot.Name == refused.Slot && slot.Source.CanRenew))
        {
            var state = await slot.Source.RenewAsync(value, cancellationToken);
            if (state.Value != value && Credential(slot, state) is { } credential)
            {
                return credential;
            }
        }

        return null;
    }

    private static Credential? Credential(KeySlot slot, SecretState state) => string.IsNullOrWhiteSpace(state.Value)
        ? null
        : new Credential(slot.Name, new Secret(state.Value)) { Account = state.Account };

    // The first that is missing is the one that the user most likely meant; an account's token says more than its variable.
    private static SecretState Worse(SecretState known, SecretState state, KeySlot slot) =>
        state.Problem is not null && (known.Problem is null || slot.Name == KeySlots.AccountSlot) ? state : known;

    private static bool MayUse(KeySlot slot, string? model) =>
        model is null
        || slot.Models.Count == 0
        || slot.Models.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model));
}
