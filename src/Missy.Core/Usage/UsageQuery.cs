namespace Missy;

/// <summary>
/// Which calls are added up, and by what. A time of no kind is universal time, as days are. In names <c>*</c> and <c>?</c>
/// stand for letters; several names are alternatives, none is no condition.
/// </summary>
public sealed record UsageQuery
{
    /// <summary>What is kept apart, in order; empty adds all up.</summary>
    public IReadOnlyList<UsageGroup> By { get; init; } = [];

    /// <summary>From when on; null = from the first call.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Up to before when; midnight means the day that begins then, to its end. Null = up to now.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Who answered.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Which model was asked for.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>In which session.</summary>
    public IReadOnlyList<string> Sessions { get; init; } = [];

    /// <summary>With which tag.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
