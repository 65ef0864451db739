using Missy.Configuration;

namespace Missy.Providers.Secrets;

/// <summary>A secret in a SecretManagement vault, which only a front end with a PowerShell pipeline can open.</summary>
internal sealed class VaultSecret(SecretReference reference, IVaultReader? vaults, TimeProvider time) : FetchedSecret(time)
{
    /// <inheritdoc/>
    public override SecretState Peek() => vaults is null ? NoVaults() : base.Peek();

    /// <inheritdoc/>
    protected override async Task<SecretState> FetchAsync(CancellationToken cancellationToken)
    {
        if (vaults is null)
        {
            return NoVaults();
        }

        var answer = await vaults.ReadAsync(reference.Vault!, reference.Value, cancellationToken);
        return answer.Secret is { } secret
            ? SecretState.Found(secret.Reveal())
            : SecretState.Missing($"{reference.Display} cannot be read: {answer.Problem}", answer.Remedy);
    }

    private SecretState NoVaults() => SecretState.Missing(
        $"{reference.Display} can be read in PowerShell alone, by SecretManagement",
        $"Use Invoke-MissyAsk in PowerShell, or let a command read it: cmd:pwsh -NoProfile -Command \"Get-Secret -Vault '{reference.Vault}' -Name '{reference.Value}' -AsPlainText\".");
}
