namespace Missy.Benchmarks.Harness;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Missy">Missy's figure, with its unit.</param>
/// <param name="Beside">The other contender and its figure; empty when there is none.</param>
/// <param name="Ratio">The one by the other; empty when there is no other.</param>
/// <param name="Target">What the figure must come to; empty when it only informs.</param>
/// <param name="Met">Whether it does; null when there is no target.</param>
internal sealed record Row(string What, string Missy, string Beside, string Ratio, string Target, bool? Met);
