using Missy.Configuration;

namespace Missy.Providers;

/// <summary>Looks secrets up at the moment they are needed, so that a variable set a moment ago counts.</summary>
internal sealed class SecretResolver(ISystemEnvironment environment)
{
    /// <summary>The value, or why there is none; exactly one of the two is null. Blank is as good as unset.</summary>
    public (string? Value, string? Problem) Resolve(SecretReference reference) => reference.Kind switch
    {
        SecretKind.Literal => (reference.Value, null),
        SecretKind.Environment => environment.GetVariable(reference.Value) is { } value && !string.IsNullOrWhiteSpace(value)
            ? (value.Trim(), null)
            : (null, $"the environment variable {reference.Value} is not set in this process"),
        _ => (null, $"{reference.Display} cannot be read: this version takes keys from environment variables and from the file itself"),
    };
}
