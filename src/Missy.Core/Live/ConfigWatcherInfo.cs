namespace Missy;

/// <summary>The state of the configuration in effect, and of whoever watches its file.</summary>
public sealed record ConfigWatcherInfo
{
    /// <summary>Whether changes of the file are picked up by themselves.</summary>
    public bool Running { get; init; }

    /// <summary>The file; null when there is no place for one.</summary>
    public string? Path { get; init; }

    /// <summary>When what is in effect was read; null before anything has used the configuration.</summary>
    public DateTimeOffset? LoadedAt { get; init; }

    /// <summary>The SHA-256 of the text in effect, in hexadecimal; null when there is none.</summary>
    public string? LoadedHash { get; init; }

    /// <summary>When the file's content was last compared with what is in effect; null before that.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>What became of that; null before.</summary>
    public ConfigReloadOutcome? LastOutcome { get; init; }

    /// <summary>Whether the file has changed and is not yet at rest.</summary>
    public bool Pending { get; init; }

    /// <summary>Why the file's present content is not in effect, each with its line; empty when it is.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; init => field = Indexable.Of(value); } = Indexable.None<Diagnostic>();

    /// <summary>How often the file is looked at.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long it must be at rest before it is read.</summary>
    public TimeSpan QuietPeriod { get; init; }

    // Columns of records for export.

    /// <summary><see cref="Errors"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ErrorText => Indexable.Text(Errors);

    /// <summary><see cref="Interval"/> in seconds.</summary>
    public double IntervalSeconds => Interval.TotalSeconds;

    /// <summary><see cref="QuietPeriod"/> in seconds.</summary>
    public double QuietSeconds => QuietPeriod.TotalSeconds;

    /// <summary>Whether it runs, and the file.</summary>
    public override string ToString() => $"{(Running ? "running" : "stopped")}: {Path}";
}
