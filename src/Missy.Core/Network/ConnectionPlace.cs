namespace Missy.Network;

/// <summary>Where a connection leads and under what permissions it was made: those of one place are as good as each other.</summary>
/// <param name="Class">The name of its <see cref="ConnectionClass"/>.</param>
/// <param name="Host">The host, with the address where one was written.</param>
/// <param name="Port">The port.</param>
internal readonly record struct ConnectionPlace(string Class, TargetHost Host, int Port);
