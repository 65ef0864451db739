namespace Missy.Configuration.Editing;

/// <summary>One part of a key: a name, or a place in a list.</summary>
/// <param name="Name">The name; null for a place in a list.</param>
/// <param name="Index">The place, counted from 0; meaningless for a name.</param>
/// <param name="IsQuoted">Whether the name was given in quotes, so that no dot in it separates.</param>
internal sealed record KeyStep(string? Name, int Index = 0, bool IsQuoted = false);
