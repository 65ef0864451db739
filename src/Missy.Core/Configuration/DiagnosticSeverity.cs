namespace Missy;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The entry, or the whole file, is not used.</summary>
    Error,

    /// <summary>The file is used as it stands; something in it has no effect or looks unintended.</summary>
    Warning,
}
