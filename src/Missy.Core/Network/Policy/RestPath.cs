using System.Text;

namespace Missy.Network;

/// <summary>The path of a URL in the form that rules are compared in.</summary>
internal static class RestPath
{
    // Nobody encodes an honest path more often; a service that decodes so often is not one to send keys to.
    private const int MaxRounds = 8;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Decodes until nothing changes, makes backslashes slashes, and drops empty and dot segments and path parameters. The root is
    /// <c>/</c>; no other path ends in a slash.
    /// </summary>
    /// <returns>
    /// Null for a path that two servers may read in two ways: no UTF-8 (overlong forms), control characters, encoded without end,
    /// a step up from an empty segment or from one with parameters.
    /// </returns>
    public static string? Normalize(string path)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (Decode(path) is not { } decoded || decoded.Any(char.IsControl))
            {
                return null;
            }

            if (decoded == path)
            {
                return Resolve(path);
            }

            path = decoded;
        }

        return null;
    }

    private static string? Decode(string path)
    {
        if (!path.Contains('%'))
        {
            return path;
        }

        try
        {
            var bytes = Utf8.GetBytes(path);
            var length = 0;
            for (var index = 0; index < bytes.Length; index++, length++)
            {
                var isEscape = bytes[index] == '%' && index + 2 < bytes.Length
                    && char.IsAsciiHexDigit((char)bytes[index + 1]) && char.IsAsciiHexDigit((char)bytes[index + 2]);
                bytes[length] = isEscape ? Convert.FromHexString(Encoding.ASCII.GetString(bytes, index + 1, 2))[0] : bytes[index];
                index += isEscape ? 2 : 0;
            }

            return Utf8.GetString(bytes, 0, length);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Resolve(string path)
    {
        var segments = new List<string>();
        var afterEmpty = false;
        foreach (var written in path.Replace('\\', '/').TrimStart('/').Split('/'))
        {
            // Some servers take what follows a semicolon for parameters and route by the rest.
            var segment = written.Split(';')[0];
            if (segment == ".." && (afterEmpty || written.Length > 2))
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(segments.Count - 1, 0), Math.Min(segments.Count, 1));
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }

            afterEmpty = segment.Length == 0;
        }

        return "/" + string.Join('/', segments);
    }
}
