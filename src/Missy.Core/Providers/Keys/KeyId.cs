namespace Missy.Providers.Keys;

/// <summary>A key at a service, without the key: what is known of it is kept by this, and so survives a new configuration.</summary>
/// <param name="Host">Host and port of the service; empty for the simulator.</param>
/// <param name="Hash">A hash of the key that no other process can make.</param>
internal readonly record struct KeyId(string Host, UInt128 Hash);
