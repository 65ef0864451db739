using System.Runtime.Versioning;

namespace Missy.Configuration.Files;

/// <summary>
/// Whether a file may be trusted, judged by the open handle: what is checked is what is read, whatever its name points at by
/// then. A symbolic link is judged by the file behind it.
/// </summary>
internal static class FileSafety
{
    /// <summary>The configuration, which may name commands to run: nobody else may have written it.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="path">Its name, for the remedy.</param>
    /// <returns>Null when nothing is wrong.</returns>
    public static FileFault? OfConfiguration(FileStream file, string path) => OperatingSystem.IsWindows()
        ? WindowsAccessReader.Read(file).OfConfiguration(path)
        : Unix(file).OfConfiguration(path);

    /// <summary>A key or token: nobody else may read it either.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="path">Its name, for the remedy.</param>
    /// <returns>Null when nothing is wrong.</returns>
    public static FileFault? OfSecret(FileStream file, string path) => OperatingSystem.IsWindows()
        ? WindowsAccessReader.Read(file).OfSecret(path)
        : Unix(file).OfSecret(path);

    [UnsupportedOSPlatform("windows")]
    private static UnixAccess Unix(FileStream file)
    {
        var owner = LibC.OwnerOf(file.SafeFileHandle);
        return new UnixAccess(
            owner?.Owner, owner?.Group, File.GetUnixFileMode(file.SafeFileHandle), LibC.EffectiveUser, LibC.EffectiveGroup);
    }
}
