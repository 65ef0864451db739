using Missy.Simulation.Http;

namespace Missy.Simulation.Recording;

/// <summary>Finds and masks what a request authenticates with.</summary>
internal static class Credentials
{
    public const string Masked = "***";

    /// <summary>The presented key without its scheme, or null.</summary>
    public static string? Key(HttpRequest request)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (Is(name, "Authorization"))
            {
                var blank = value.IndexOf(' ', StringComparison.Ordinal);
                return blank < 0 ? value : value[(blank + 1)..].Trim();
            }

            if (Is(name, "x-api-key") || Is(name, "api-key") || Is(name, "x-goog-api-key"))
            {
                return value;
            }
        }

        return QueryKey(request.Target);
    }

    public static RecordedHeaders Mask(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var masked = new Dictionary<string, string>(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            var shown = IsSecret(name) ? Masked : value;
            masked[name] = masked.TryGetValue(name, out var before) && !IsSecret(name) ? $"{before}, {shown}" : shown;
        }

        return new RecordedHeaders(masked);
    }

    public static string MaskQuery(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 || QueryKey(target) is null)
        {
            return target;
        }

        var fields = target[(query + 1)..].Split('&')
            .Select(field => IsKeyField(field) ? string.Concat(field.AsSpan(0, field.IndexOf('=', StringComparison.Ordinal) + 1), Masked) : field);
        return string.Concat(target.AsSpan(0, query + 1), string.Join('&', fields));
    }

    private static string? QueryKey(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var field = query < 0 ? null : Array.Find(target[(query + 1)..].Split('&'), IsKeyField);
        return field is null ? null : Uri.UnescapeDataString(field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    private static bool IsKeyField(string field) =>
        field.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
        && field[..sign] is var name
        && (Is(name, "key") || Is(name, "api_key") || Is(name, "api-key") || Is(name, "access_token"));

    private static bool IsSecret(string name) =>
        Is(name, "Authorization") || Is(name, "Proxy-Authorization") || Is(name, "Cookie")
        || name.EndsWith("-key", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-token", StringComparison.OrdinalIgnoreCase);

    private static bool Is(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
