using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

// The system's library, never one of that name beside the assembly.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Missy.Configuration.Files;

/// <summary>
/// The few calls of the C library that .NET has no form for: who owns an open file, when a file was
/// changed, who we are, and flushing a folder. What
/// they fill is laid out by the kernel's own interface, which does not change; a system whose layout is not known here tells
/// nothing.
/// </summary>
internal static class LibC
{
    // Larger than both structures.
    private const int BufferBytes = 512;

    /// <summary>The user that this process acts for.</summary>
    public static uint EffectiveUser => GetEffectiveUser();

    /// <summary>That user's primary group.</summary>
    public static uint EffectiveGroup => GetEffectiveGroup();

    /// <summary>Owner and group of an open file; null where they cannot be told.</summary>
    public static (uint Owner, uint Group)? OwnerOf(SafeFileHandle file)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // statx(2): the mask says what was filled, owner and group stand at 20 and 24 on every architecture.
                const int EmptyPath = 0x1000;
                const uint OwnerAndGroup = 0x8 | 0x10;
                return StatX(file, [0], EmptyPath, OwnerAndGroup, buffer) == 0 && (Number(buffer, 0) & OwnerAndGroup) == OwnerAndGroup
                    ? (Number(buffer, 20), Number(buffer, 24))
                    : null;
            }

            if (OperatingSystem.IsMacOS())
            {
                // sys/stat.h of macOS, the structure with 64-bit inode numbers.
                var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FStat64(file, buffer) : FStat(file, buffer);
                return failed == 0 ? (Number(buffer, 16), Number(buffer, 20)) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return null;
    }

    /// <summary>
    /// When a file's content, name or rights changed last, its number in the file system and its length; links are followed. That
    /// time cannot be set back, as the time of the last writing can. Null where they cannot be told.
    /// </summary>
    public static FileStamp? StampOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var buffer = new byte[BufferBytes];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // statx(2): number, length and time of change stand at 32, 40 and 96.
                const int CurrentFolder = -100;
                const uint Wanted = 0x80 | 0x100 | 0x200;
                return StatX(CurrentFolder, name, 0, Wanted, buffer) == 0 && (Number(buffer, 0) & Wanted) == Wanted
                    ? new FileStamp(Time(buffer, 96), (long)LongNumber(buffer, 40), LongNumber(buffer, 32))
                    : null;
            }

            if (OperatingSystem.IsMacOS())
            {
                // sys/stat.h of macOS, as above.
                var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Stat64(name, buffer) : Stat(name, buffer);
                return failed == 0 ? new FileStamp(Time(buffer, 64), (long)LongNumber(buffer, 96), LongNumber(buffer, 8)) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return null;
    }

    /// <summary>Gives a new file the owner of the one that it replaces, as far as this process may.</summary>
    public static void KeepOwner(SafeFileHandle file, (uint Owner, uint Group)? wanted)
    {
        if (wanted is { } owner && OwnerOf(file) != wanted)
        {
            _ = ChangeOwner(file, owner.Owner, owner.Group);
        }
    }

    /// <summary>Makes a rename in a folder last through a loss of power, where the file system knows how.</summary>
    public static void FlushFolder(string path)
    {
        const int ReadOnly = 0;
        var folder = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (folder >= 0)
        {
            _ = FSync(folder);
            _ = Close(folder);
        }
    }

    private static uint Number(byte[] buffer, int at) =>
        BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at))
            : BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(at));

    private static ulong LongNumber(byte[] buffer, int at) =>
        BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(at))
            : BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(at));

    // Seconds in eight bytes, then nanoseconds in four (in eight on macOS, of which the first four hold them).
    private static long Time(byte[] buffer, int at) => ((long)LongNumber(buffer, at) * 1_000_000_000) + Number(buffer, at + 8);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();

    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint GetEffectiveGroup();

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(
        SafeFileHandle file, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(
        int folder, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int Stat(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int Stat64(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat")]
    private static extern int FStat(SafeFileHandle file, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat$INODE64")]
    private static extern int FStat64(SafeFileHandle file, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fchown")]
    private static extern int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int FSync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
