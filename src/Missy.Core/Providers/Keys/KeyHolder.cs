namespace Missy.Providers.Keys;

/// <summary>Whose keys a ring holds.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Host">Host and port of the service; empty for the simulator.</param>
/// <param name="NeedsKey">Whether it cannot be asked without one.</param>
/// <param name="NoKey">What to say when nothing names a key, as half a sentence.</param>
internal sealed record KeyHolder(string Provider, string Host, bool NeedsKey, string NoKey);
