using System.Text;

namespace Missy.Configuration.Files;

/// <summary>Reads a small file that holds a secret, if it is safe to trust it.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content, or what is wrong; both null when there is no such file.</summary>
    /// <param name="path">An absolute path.</param>
    public static (string? Text, FileFault? Fault) Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (FileSafety.OfSecret(file, path) is { IsWarning: false } fault)
            {
                return (null, fault);
            }

            var buffer = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > MaxBytes
                ? (null, new FileFault("The file is too large to be a key.", "Name the file that holds the key alone."))
                : (Strict.GetString(buffer, 0, length).TrimStart('\uFEFF'), null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new FileFault("The file is not UTF-8 text.", "Write the key into it as plain text."));
        }
        catch (UnauthorizedAccessException)
        {
            return (null, Directory.Exists(path)
                ? new FileFault("This is a folder.", "Name the file in it.")
                : new FileFault("The file may not be read by this user.", "Give yourself the right to read it."));
        }
        catch (IOException exception)
        {
            return (null, new FileFault($"The file cannot be read: {exception.Message}", "Close what holds it, or check the disk, and try again."));
        }
    }
}
