using System.Runtime.InteropServices;

namespace Missy.Cli;

/// <summary>Control sequences: every Unix terminal obeys them, Windows' console when it is told to.</summary>
internal static class ControlSequences
{
    private const int StandardOutput = -11;
    private const uint VirtualTerminal = 0x0004;

    /// <summary>Has the console obey them.</summary>
    /// <returns>False when it does not.</returns>
    public static bool Enable()
    {
        if (!OperatingSystem.IsWindows())
        {
            return true;
        }

        var console = GetStdHandle(StandardOutput);
        return GetConsoleMode(console, out var mode) && SetConsoleMode(console, mode | VirtualTerminal);
    }

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint console, out uint mode);

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint console, uint mode);
}
