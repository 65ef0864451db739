using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>A text after an edit.</summary>
/// <param name="Text">The new text; the old one when nothing had to change.</param>
/// <param name="Steps">The key as the file writes its names.</param>
/// <param name="Before">The value that the key had; null = none.</param>
/// <param name="After">The value that it has; null = none.</param>
/// <param name="Line">The line of the change, counted from 1.</param>
/// <param name="Changed">Whether the texts differ.</param>
internal sealed record TextEdit(string Text, IReadOnlyList<KeyStep> Steps, YamlNode? Before, YamlNode? After, int Line, bool Changed);
