namespace Missy;

/// <summary>What became of a look at the configuration.</summary>
public sealed record ConfigReload
{
    /// <summary>What became of it.</summary>
    public required ConfigReloadOutcome Outcome { get; init; }

    /// <summary>The file; null when there is no place for one.</summary>
    public string? Path { get; init; }

    /// <summary>The SHA-256 of the text that is in effect now, in hexadecimal; null when there is none.</summary>
    public string? Hash { get; init; }

    /// <summary>When what is in effect now was read.</summary>
    public DateTimeOffset LoadedAt { get; init; }

    /// <summary>What differs from before, secrets masked; empty unless <see cref="Outcome"/> is <see cref="ConfigReloadOutcome.Reloaded"/>.</summary>
    public IReadOnlyList<ConfigChange> Changes { get; init => field = Indexable.Of(value); } = Indexable.None<ConfigChange>();

    /// <summary>Why the content was refused, each with its line; empty when it was not.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; init => field = Indexable.Of(value); } = Indexable.None<Diagnostic>();

    // Columns of records for export.

    /// <summary><see cref="Changes"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ChangeText => Indexable.Text(Changes);

    /// <summary><see cref="Errors"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ErrorText => Indexable.Text(Errors);

    /// <summary>The error of a refused content, for whoever asked for it to be taken.</summary>
    /// <exception cref="InvalidOperationException">It was not refused.</exception>
    public MissyException Refusal()
    {
        if (Errors.Count == 0)
        {
            throw new InvalidOperationException("Nothing was refused.");
        }

        var more = Errors.Count > 1 ? $" (and {Errors.Count - 1} more)" : "";
        return new MissyException(ErrorKind.Configuration, $"The configuration's new content is refused, and what was in effect stays: {Errors[0]}{more}")
        {
            Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
        };
    }

    /// <summary><see cref="Outcome"/> and the file.</summary>
    public override string ToString() => $"{Outcome}: {Path}";
}
