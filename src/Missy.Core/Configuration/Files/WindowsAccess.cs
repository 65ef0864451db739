namespace Missy.Configuration.Files;

/// <summary>What an access control list says: who owns a file and who else is let in.</summary>
/// <param name="Owner">The owner; null when it is the user, the system or the administrators.</param>
/// <param name="Writers">Who else may change the file.</param>
/// <param name="Readers">Who else may read it.</param>
internal sealed record WindowsAccess(string? Owner, IReadOnlyList<string> Writers, IReadOnlyList<string> Readers)
{
    /// <summary>The rule for the configuration: no stranger owns it or may change it.</summary>
    public FileFault? OfConfiguration(string path) => OfOwner(path) ?? OfList(path, "change", Writers);

    /// <summary>The rule for a secret: nor may one read it.</summary>
    public FileFault? OfSecret(string path) => OfConfiguration(path) ?? OfList(path, "read", Readers);

    private static FileFault? OfList(string path, string what, IReadOnlyList<string> strangers) => strangers.Count == 0
        ? null
        : new FileFault(
            $"Others than you may {what} the file: {string.Join(", ", strangers)}.",
            $"Run: icacls \"{path}\" /inheritance:r /grant:r \"%USERNAME%:F\"");

    private FileFault? OfOwner(string path) => Owner is null
        ? null
        : new FileFault($"The file belongs to another user ({Owner}).", $"If you trust what is in it, run: takeown /f \"{path}\"");
}
