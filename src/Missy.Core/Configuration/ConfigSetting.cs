namespace Missy;

/// <summary>One value of a configuration, as anybody may see it.</summary>
public sealed record ConfigSetting
{
    /// <summary>Its dotted key, as diagnostics name it: <c>providers.anthropic.api_keys[0].name</c>.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The value in the form of the file: text, a long, a double, a Boolean or null; <c>[]</c> and <c>{}</c> for a list and a
    /// mapping that hold nothing. References to secrets are shown, secrets are three asterisks.
    /// </summary>
    public object? Value { get; init; }

    /// <summary>The line where the value stands, counted from 1; null when the file does not name it.</summary>
    public int? Line { get; init; }

    /// <summary>Whether the same would hold without it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What it is for; null for names of the user's own and for unknown keys.</summary>
    public string? Description { get; init; }

    /// <summary>The key and the value on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Key} = {Value ?? "null"}");
}
