using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Missy.Configuration.Files;

/// <summary>The one call of Windows that .NET has no form for: when a file was changed last, its rights included.</summary>
[SupportedOSPlatform("windows")]
internal static class Kernel32
{
    /// <summary>The stamp of a file; null where it cannot be told.</summary>
    public static FileStamp? StampOf(string path)
    {
        // FILE_BASIC_INFO: made, read, written, changed, each a number of 64 bits, then the attributes.
        const int BasicInfo = 0;
        var times = new long[5];
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return GetFileInformation(file, BasicInfo, times, times.Length * sizeof(long))
                ? new FileStamp(times[3], RandomAccess.GetLength(file), (ulong)times[0])
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("kernel32", EntryPoint = "GetFileInformationByHandleEx")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformation(SafeFileHandle file, int what, [Out] long[] buffer, int length);
}
