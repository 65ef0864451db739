namespace Missy.Providers.Secrets;

/// <summary>A secret that the configuration itself holds.</summary>
internal sealed class LiteralSecret(string value) : PlainSecret
{
    /// <inheritdoc/>
    public override SecretState Peek() => SecretState.Found(value);
}
