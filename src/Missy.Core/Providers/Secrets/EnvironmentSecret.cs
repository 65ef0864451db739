using Missy.Configuration;

namespace Missy.Providers.Secrets;

/// <summary>A secret in an environment variable of this process. Blank is as good as unset.</summary>
internal sealed class EnvironmentSecret(string name, ISystemEnvironment environment) : PlainSecret
{
    /// <inheritdoc/>
    public override SecretState Peek() =>
        environment.GetVariable(name) is { } value && !string.IsNullOrWhiteSpace(value)
            ? SecretState.Found(value.Trim())
            : SecretState.Missing($"the environment variable {name} is not set in this process", $"Set {name}, or choose another provider.");
}
