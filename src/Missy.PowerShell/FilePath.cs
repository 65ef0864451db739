using System.Management.Automation;

namespace Missy;

/// <summary>Paths of files as PowerShell writes them.</summary>
internal static class FilePath
{
    /// <summary>The full path in the file system. Nothing needs to be there.</summary>
    /// <exception cref="MissyException">
    /// <see cref="ErrorKind.InvalidRequest"/>: its drive is not there, or is another provider's. PowerShell gives a path of those, too,
    /// such as <c>HOME</c> for <c>Env:HOME</c>, which would be taken for a file in the process's folder.
    /// </exception>
    public static string Of(string path, SessionState state)
    {
        try
        {
            var full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw new MissyException(
                ErrorKind.InvalidRequest, $"'{path}' is no file: it is on a drive of the provider {provider.Name}.")
            {
                Remedy = "Name a file in the file system, by its full path where the current location is elsewhere.",
            };
        }
        catch (Exception exception) when (exception is SessionStateException or NotSupportedException or ArgumentException)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{path}' is no path of a file: {exception.Message}", exception)
            {
                Remedy = "Check the path: Get-PSDrive lists the drives.",
            };
        }
    }
}
