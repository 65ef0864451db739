namespace Missy.Providers;

/// <summary>Opens SecretManagement vaults. A front end that has a PowerShell pipeline gives one to the core.</summary>
public interface IVaultReader
{
    /// <summary>Reads one secret. May be called on any thread; it is the reader's to get to the pipeline's own.</summary>
    /// <param name="vault">The vault's name.</param>
    /// <param name="name">The secret's name in it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The secret, or why there is none.</returns>
    public Task<VaultAnswer> ReadAsync(string vault, string name, CancellationToken cancellationToken);
}
