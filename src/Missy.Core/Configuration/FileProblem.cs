using Missy.Configuration.Files;
using Missy.Configuration.Yaml;

namespace Missy.Configuration;

/// <summary>The findings that are about a file as a whole.</summary>
internal static class FileProblem
{
    internal static ConfigResult TooLarge(string? file) =>
        About(file, DiagnosticCodes.FileTooLarge, FormattableString.Invariant($"The file is larger than {YamlLimits.Bytes} bytes."), "Check that this is the configuration; it is usually a few kilobytes.");

    internal static ConfigResult NotFound(string file) =>
        About(file, DiagnosticCodes.FileNotFound, "The file does not exist.", "Check the path and MISSY_CONFIG, or create the file with New-MissyConfig or `missy config init`.");

    internal static ConfigResult Gone(string file) =>
        About(file, DiagnosticCodes.FileNotFound, "The file is gone.", "Put it back; to go on without it, start another session.");

    internal static ConfigResult Empty(string file) =>
        About(file, DiagnosticCodes.FileEmpty, "The file is empty, as an editor may leave it while it writes.", "Write the configuration again; to go on without one, leave a comment in the file.");

    internal static ConfigResult Unusable(string? file, string message) =>
        About(file, DiagnosticCodes.FileUnusable, $"The configuration cannot be put into effect: {message}", "Check what changed last in it with Test-MissyConfig (missy config validate).");

    internal static ConfigResult Unreadable(string file, string message, string remedy) =>
        About(file, DiagnosticCodes.FileUnreadable, message, remedy);

    internal static ConfigResult NotUtf8(string file) =>
        About(file, DiagnosticCodes.NotUtf8, "The file is not UTF-8 text.", "Save it as UTF-8 in your editor.");

    internal static ConfigResult Unsafe(string file, FileFault fault) =>
        About(file, DiagnosticCodes.UnsafeFile, fault.Message, fault.Remedy);

    internal static Diagnostic Doubtful(string file, FileFault fault) =>
        new(file, 1, 1, DiagnosticCodes.DoubtfulFile, DiagnosticSeverity.Warning, "", fault.Message, fault.Remedy);

    /// <summary>What keeps a text from being read at all; nothing is known of what else may be wrong with it.</summary>
    internal static Diagnostic Syntax(string? file, YamlProblem problem) =>
        new(file, problem.Line, problem.Column, problem.Code, DiagnosticSeverity.Error, "", problem.Message, $"{problem.Remedy} The rest of the file can be checked only then.");

    internal static ConfigResult Refuse(Diagnostic finding) =>
        new() { Config = MissyConfig.Empty, Refused = true, Diagnostics = [finding] };

    private static ConfigResult About(string? file, string code, string message, string remedy) =>
        Refuse(new(file, 1, 1, code, DiagnosticSeverity.Error, "", message, remedy));
}
