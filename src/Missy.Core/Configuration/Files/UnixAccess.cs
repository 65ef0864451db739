namespace Missy.Configuration.Files;

/// <summary>Who owns a file, what its mode allows, and who asks.</summary>
/// <param name="Owner">The owner's id; null when the system does not tell.</param>
/// <param name="Group">The group's id; null when the system does not tell.</param>
/// <param name="Mode">The permission bits.</param>
/// <param name="User">The id of the user who asks.</param>
/// <param name="UserGroup">That user's primary group.</param>
internal sealed record UnixAccess(uint? Owner, uint? Group, UnixFileMode Mode, uint User, uint UserGroup)
{
    private const uint Root = 0;

    private const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private bool IsForeign => Owner is { } owner && owner != User && owner != Root;

    /// <summary>
    /// The rule for the configuration: the user's own or root's, and nobody else may write to it, but for the user's own
    /// primary group, which on many systems has no other member.
    /// </summary>
    /// <param name="path">The file, for the remedy.</param>
    /// <returns>Null when nothing is wrong.</returns>
    public FileFault? OfConfiguration(string path)
    {
        if (IsForeign)
        {
            return OfOwner(path);
        }

        if (Mode.HasFlag(UnixFileMode.OtherWrite))
        {
            return new FileFault("Everyone may write to the file.", $"Run: {ChangeMode(path, "600")}");
        }

        if (!Mode.HasFlag(UnixFileMode.GroupWrite))
        {
            return null;
        }

        return Group == UserGroup
            ? new FileFault("The file may be written to by your primary group.", $"Run: {ChangeMode(path, "600")}", IsWarning: true)
            : new FileFault("The file may be written to by a group that is not your primary one.", $"Run: {ChangeMode(path, "600")}");
    }

    /// <summary>
    /// The rule for a secret, which is ssh's for private keys: a file of the user's own is nobody else's to read. One that
    /// root keeps for others, as container systems mount secrets, may be read by them but not written to.
    /// </summary>
    /// <param name="path">The file, for the remedy.</param>
    /// <returns>Null when nothing is wrong.</returns>
    public FileFault? OfSecret(string path)
    {
        if (IsForeign)
        {
            return OfOwner(path);
        }

        if (Owner == Root && User != Root)
        {
            return (Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0
                ? null
                : new FileFault("Others than root may write to the file.", $"Run: sudo {ChangeMode(path, "go-w")}");
        }

        return (Mode & Foreign) == 0
            ? null
            : new FileFault("Others than you have access to the file.", $"Run: {ChangeMode(path, "600")}");
    }

    private static string ChangeMode(string path, string mode) => $"chmod {mode} {Quoted(path)}";

    // As a POSIX shell wants it, so that the line can be pasted.
    private static string Quoted(string path) =>
        path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '~')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private FileFault OfOwner(string path) => new(
        FormattableString.Invariant($"The file belongs to another user (id {Owner})."),
        FormattableString.Invariant($"If you trust what is in it, run: sudo chown {User} {Quoted(path)}"));
}
