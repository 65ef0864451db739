using System.Text;
using Missy.Configuration.Files;
using Missy.Configuration.Yaml;

namespace Missy.Configuration;

/// <summary>Reads a configuration's bytes, not more than are allowed, and checks that they are UTF-8.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or the finding that refuses the file; with the text perhaps what is doubtful about the file.</summary>
    internal static (string? Text, ConfigResult? Problem, FileFault? Doubt) Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var fault = FileSafety.OfConfiguration(stream, path);
            if (fault is { IsWarning: false })
            {
                return (null, FileProblem.Unsafe(path, fault), null);
            }

            var buffer = GC.AllocateUninitializedArray<byte>(YamlLimits.Bytes + 1);
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > YamlLimits.Bytes
                ? (null, FileProblem.TooLarge(path), null)
                : (Strict.GetString(buffer, 0, length), null, fault);
        }
        catch (DecoderFallbackException)
        {
            return (null, FileProblem.NotUtf8(path), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, FileProblem.NotFound(path), null);
        }
        catch (UnauthorizedAccessException)
        {
            return Directory.Exists(path)
                ? (null, FileProblem.Unreadable(path, "This is a folder.", "Name the file in it."), null)
                : (null, FileProblem.Unreadable(path, "The file may not be read by this user.", "Give yourself the right to read it."), null);
        }
        catch (IOException e)
        {
            return (null, FileProblem.Unreadable(path, $"The file cannot be read: {e.Message}", "Close what holds it, or check the disk, and try again."), null);
        }
    }
}
