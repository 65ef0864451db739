namespace Missy.Providers.Secrets;

/// <summary>A secret that is looked up at once and at every question: a literal, a variable, a file.</summary>
internal abstract class PlainSecret : ISecretSource
{
    /// <inheritdoc/>
    public bool CanRenew => false;

    /// <inheritdoc/>
    public abstract SecretState Peek();

    /// <inheritdoc/>
    public ValueTask<SecretState> ReadAsync(CancellationToken cancellationToken) => new(Peek());

    /// <inheritdoc/>
    public ValueTask<SecretState> RenewAsync(string refused, CancellationToken cancellationToken) => new(Peek());
}
