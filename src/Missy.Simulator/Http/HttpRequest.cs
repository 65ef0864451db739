namespace Missy.Simulation.Http;

/// <summary>One complete request as it came over the socket.</summary>
internal sealed class HttpRequest
{
    public required string Method { get; init; }

    /// <summary>The request target as sent: path and query.</summary>
    public required string Target { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public bool KeepAlive { get; init; }

    public byte[] Body { get; set; } = [];

    public bool IsHead => Method == "HEAD";

    /// <summary>The target without its query and without a trailing slash.</summary>
    public string Path
    {
        get
        {
            if (field is null)
            {
                var query = Target.IndexOf('?', StringComparison.Ordinal);
                var path = query < 0 ? Target : Target[..query];
                field = path.Length > 1 && path[^1] == '/' ? path[..^1] : path;
            }

            return field;
        }
    }

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
