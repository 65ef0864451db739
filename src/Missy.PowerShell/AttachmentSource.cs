using System.Collections;
using System.Management.Automation;
using Missy.Attachments;
using Missy.Chat;

namespace Missy;

/// <summary>What -Attachment takes: paths, wildcards too, files, and bytes. Only on a pipeline's thread.</summary>
internal static class AttachmentSource
{
    /// <summary>Reads it.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: a file is not there, cannot be read, or is of no kind that models take.</exception>
    public static IReadOnlyList<ContentPart> Read(object? given, SessionState state) => [.. Parts(given, state)];

    private static IEnumerable<ContentPart> Parts(object? given, SessionState state) =>
        (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            null => [],
            byte[] bytes => [Attachment.Of(bytes, "attachment")],
            FileInfo file => [Attachment.Read(file.FullName)],
            IList items when Bytes(items) is { } bytes => [Attachment.Of(bytes, "attachment")],
            string path => Paths(path, state).Select(Attachment.Read),
            IEnumerable items => items.Cast<object?>().SelectMany(item => Parts(item, state)),
            var other => throw new MissyException(ErrorKind.InvalidRequest, $"A {other.GetType().Name} cannot be attached.")
            {
                Remedy = "Attach paths, files from Get-ChildItem, or bytes.",
            },
        };

    // Byte by byte is how Get-Content -AsByteStream gives a file.
    private static byte[]? Bytes(IList items)
    {
        var bytes = new byte[items.Count];
        for (var index = 0; index < bytes.Length; index++)
        {
            if ((items[index] is PSObject wrapped ? wrapped.BaseObject : items[index]) is not byte one)
            {
                return null;
            }

            bytes[index] = one;
        }

        return bytes.Length > 0 ? bytes : null;
    }

    private static string[] Paths(string path, SessionState state)
    {
        if (path.Contains("://", StringComparison.Ordinal))
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{path}' is an address, and nothing is fetched from one.")
            {
                Remedy = "Download it and attach the file: Invoke-WebRequest -OutFile.",
            };
        }

        try
        {
            // A name may hold brackets that are no pattern.
            var literal = state.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (File.Exists(literal))
            {
                return [literal];
            }

            var found = state.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            string[] files = provider.Name == "FileSystem" ? [.. found.Where(File.Exists).Order(StringComparer.Ordinal)] : [];
            return files.Length > 0 ? files : throw Missing(path);
        }
        catch (Exception exception) when (exception is SessionStateException or NotSupportedException)
        {
            throw Missing(path, exception);
        }
    }

    private static MissyException Missing(string path, Exception? cause = null) =>
        new(ErrorKind.InvalidRequest, $"There is no file '{path}' to attach.", cause) { Remedy = "Check the path: Get-ChildItem tells what is there." };
}
