using System.Net.Http.Headers;

namespace Missy.Providers;

/// <summary>Reading a header as it was sent.</summary>
internal static class HeaderValues
{
    /// <summary>The first value of that name, without the space around it; null when there is none.</summary>
    public static string? First(this HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.First().Trim() : null;
}
