namespace Missy;

/// <summary>A key that the environment holds.</summary>
/// <param name="Service">The service that it is for.</param>
/// <param name="Variable">The variable's name.</param>
public sealed record StarterKey(string Service, string Variable);
