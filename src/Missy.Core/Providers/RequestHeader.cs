using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers;

/// <summary>A header of a request that comes from the user: a key, or an entry of <c>headers</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, in clear.</param>
/// <param name="IsSecret">Whether the value is none of anybody's business.</param>
internal readonly record struct RequestHeader(string Name, string Value, bool IsSecret)
{
    /// <summary>What no error may show: a secret value, and the token in it that follows a scheme.</summary>
    public IEnumerable<string> Secrets => IsSecret ? [Value, Value[(Value.LastIndexOf(' ') + 1)..]] : [];

    /// <summary>The header that carries the key.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Authentication"/>: no header can carry it.</exception>
    public static RequestHeader OfKey(Credential credential, ProviderSettings settings)
    {
        var key = credential.Secret.Reveal();
        return IsCarried(key)
            ? new RequestHeader(settings.KeyHeader ?? "Authorization", settings.KeyHeader is null ? "Bearer " + key : key, IsSecret: true)
            : throw new MissyException(
                ErrorKind.Authentication,
                $"The key in {credential.Slot} holds a line break or a character outside ASCII, which no HTTP header can carry.")
            {
                Provider = settings.Name,
                Remedy = $"Set {credential.Slot} again; copying a key from a page often brings along what cannot be seen.",
            };
    }

    /// <summary>A header of the configuration, with its value looked up.</summary>
    /// <exception cref="MissyException">It has no value, or one that no header can carry.</exception>
    public static async ValueTask<RequestHeader> OfConfigurationAsync(
        string name, SecretReference reference, ProviderSettings settings, CancellationToken cancellationToken)
    {
        var value = reference.Kind == SecretKind.Literal ? reference.Value : await settings.RevealAsync(reference, cancellationToken);
        return IsCarried(value)
            ? new RequestHeader(name, value, reference.Kind != SecretKind.Literal || HoldsCredential(name))
            : throw new MissyException(
                ErrorKind.Configuration,
                $"The value of header '{name}' holds a line break or a character outside ASCII, which no HTTP header can carry.")
            {
                Provider = settings.Name,
                Remedy = $"Correct 'headers' of providers.{settings.Name}, or the variable that it names.",
            };
    }

    /// <summary>Adds it in the place of one that is there already.</summary>
    public void AddTo(HttpRequestMessage message)
    {
        // Asking for a content header among a request's is an error; adding one there is only refused.
        if (message.Headers.NonValidated.Contains(Name))
        {
            message.Headers.Remove(Name);
        }

        if (!message.Headers.TryAddWithoutValidation(Name, Value))
        {
            message.Content?.Headers.TryAddWithoutValidation(Name, Value);
        }
    }

    // RFC 9110, section 5.5, without obs-text, which no two servers read alike.
    private static bool IsCarried(string value) => value.All(static letter => letter is '\t' or (>= ' ' and < '\x7f'));

    private static bool HoldsCredential(string name) =>
        name.Contains("authorization", StringComparison.OrdinalIgnoreCase)
        || name.Equals("cookie", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("key", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("token", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("secret", StringComparison.OrdinalIgnoreCase);
}
