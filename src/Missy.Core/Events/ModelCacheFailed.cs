namespace Missy;

/// <summary>The file of model lists cannot be used as it is; what providers are asked now is known all the same. Announced once for a content.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why not, and what became of it.</param>
public sealed record ModelCacheFailed(string Path, string Reason) : MissyEvent("Missy.ModelCacheFailed");
