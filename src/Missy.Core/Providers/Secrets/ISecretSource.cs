namespace Missy.Providers.Secrets;

/// <summary>Where one secret comes from. Safe for any number of threads.</summary>
internal interface ISecretSource
{
    /// <summary>Whether asking again may give another secret, so that a call refused for it is worth repeating.</summary>
    public bool CanRenew { get; }

    /// <summary>What is known without running, asking or waiting for anything: for lists, routes and completion.</summary>
    public SecretState Peek();

    /// <summary>The secret for a call.</summary>
    /// <param name="cancellationToken">Ends the wait; the work too, when nobody else waits for it.</param>
    /// <returns>The value, or why there is none.</returns>
    public ValueTask<SecretState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The secret after a service refused one.</summary>
    /// <param name="refused">The refused value; a source that has another by now gives that.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SecretState> RenewAsync(string refused, CancellationToken cancellationToken);
}
