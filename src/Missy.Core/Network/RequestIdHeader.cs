using System.Net.Http.Headers;

namespace Missy.Network;

/// <summary>By what a service knows an exchange, as its answer's headers tell it.</summary>
internal static class RequestIdHeader
{
    /// <summary>The id; null when there is none.</summary>
    public static string? Read(HttpResponseHeaders? headers)
    {
        foreach (var name in (ReadOnlySpan<string>)["request-id", "x-request-id", "apim-request-id"])
        {
            if (headers is not null && headers.NonValidated.TryGetValues(name, out var values))
            {
                // A proxy may repeat it.
                return values.First();
            }
        }

        return null;
    }
}
