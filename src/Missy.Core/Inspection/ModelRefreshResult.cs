namespace Missy;

/// <summary>What became of the lists of several providers.</summary>
/// <param name="Providers">One for each provider, in the order given.</param>
/// <param name="Unwritten">Why other processes will not know the new lists; null when they were written, or there are none.</param>
public sealed record ModelRefreshResult(IReadOnlyList<ModelRefresh> Providers, MissyException? Unwritten);
