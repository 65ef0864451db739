namespace Missy;

/// <summary>One finding about a configuration file: where it is, what is wrong and what to do about it.</summary>
/// <remarks>No diagnostic repeats the value of a secret-bearing field, so it may be printed anywhere.</remarks>
/// <param name="File">The file as the reader was told it; null when the text came from elsewhere.</param>
/// <param name="Line">The line, counted from 1; 1 for findings about the file as a whole.</param>
/// <param name="Column">The column in UTF-16 units, counted from 1.</param>
/// <param name="Code">A stable identifier from <see cref="Configuration.DiagnosticCodes"/>, such as <c>MSY1103</c>.</param>
/// <param name="Severity">Whether the entry was refused or merely noticed.</param>
/// <param name="Key">The dotted path of the entry, such as <c>providers.anthropic.timeout</c>; empty for the whole file.</param>
/// <param name="Message">What is wrong, as one sentence.</param>
/// <param name="Remedy">What to do about it, as one sentence or more.</param>
public sealed record Diagnostic(
    string? File,
    int Line,
    int Column,
    string Code,
    DiagnosticSeverity Severity,
    string Key,
    string Message,
    string Remedy)
{
    /// <summary>The finding on one line, in the form that compilers use and editors can jump to.</summary>
    public override string ToString()
    {
        var severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var key = Key.Length == 0 ? "" : Key + ": ";
        return FormattableString.Invariant($"{File}({Line},{Column}): {severity} {Code}: {key}{Message} {Remedy}");
    }
}
