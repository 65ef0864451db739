using System.Runtime.InteropServices;
using System.Text;
using Missy.Configuration.Files;

namespace Missy.Tests.Support;

/// <summary>Modes and owners of test files.</summary>
internal static class UnixFile
{
    public static bool IsRoot => !OperatingSystem.IsWindows() && LibC.EffectiveUser == 0;

    public static void SetMode(string path, string octal)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
        }
    }

    public static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "600" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    public static void Write(string path, string text, string octal = "600")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        SetMode(path, octal);
    }

    /// <summary>Gives a file away, which root alone can.</summary>
    public static void GiveTo(string path, uint owner, uint group) =>
        Assert.Equal(0, ChangeOwner(Encoding.UTF8.GetBytes(path + '\0'), owner, group));

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner(byte[] path, uint owner, uint group);
}
