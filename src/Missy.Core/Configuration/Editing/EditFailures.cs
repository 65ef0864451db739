namespace Missy.Configuration.Editing;

/// <summary>Why an edit is refused. Keys are named, values never.</summary>
internal static class EditFailures
{
    internal static MissyException AliasAsKey(int line) => New(
        FormattableString.Invariant($"The key on line {line} is an alias, and such files are edited by hand only."),
        "Write the key out, or change the file in an editor.");

    internal static MissyException Duplicate(string key, int first, int second) => New(
        FormattableString.Invariant($"{key} is in the file twice, on the lines {first} and {second}."),
        "Remove one of the two first.");

    internal static MissyException InsideAlias(string key, string anchor, int line) => New(
        FormattableString.Invariant($"{key} is the alias *{anchor} (line {line}), so what is in it belongs to another entry."),
        $"Change it where &{anchor} stands, or write the mapping out in the place of the alias.");

    internal static MissyException Shared(string key, string anchor, int line) => New(
        FormattableString.Invariant($"{key} is marked &{anchor}, and *{anchor} on line {line} would change with it."),
        $"Replace the alias by its own value first, or change the file in an editor.");

    internal static MissyException Inherited(string key) => New(
        $"{key} comes from a merge key (<<), and changing it would change more than was named.",
        "Set the whole value that is merged in, change it where it is marked with &, or edit the file by hand.");

    internal static MissyException NotMapping(string key, string found) => New(
        $"{key} is {found}, which has no keys.",
        "Name the setting itself, or [0] for the first of a list.");

    internal static MissyException NotList(string key) => New($"{key} is no list.", "Name the setting without [ ].");

    internal static MissyException PastEnd(string key, int count) => New(
        FormattableString.Invariant($"{key} has {count} items, counted from 0."),
        FormattableString.Invariant($"Write [{count}] to add one at the end."));

    internal static MissyException TooDifficult(string key) => New(
        $"{key} cannot be changed without touching other parts of the file, so nothing was written.",
        "Change it in an editor.");

    internal static MissyException BadText() => New(
        "The value holds half of a surrogate pair, which no file can hold.",
        "Write the whole character.");

    internal static MissyException BadValue(string type) => New(
        $"A value of type {type} cannot stand in the file.",
        "Give text, a number, true or false, nothing, a list of these, or a mapping of names to these.");

    internal static MissyException New(string message, string remedy) => new(ErrorKind.Configuration, message) { Remedy = remedy };
}
