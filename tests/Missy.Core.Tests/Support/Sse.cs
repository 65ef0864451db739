using System.Text;

namespace Missy.Tests.Support;

/// <summary>Bodies of server-sent events.</summary>
internal static class Sse
{
    /// <summary>Events without a name.</summary>
    public static string Data(params string[] data) => string.Concat(data.Select(item => $"data: {item}\n\n"));

    /// <summary>Events that are named as the <c>type</c> member of their data.</summary>
    public static string Typed(params string[] data) =>
        string.Concat(data.Select(item => $"event: {Json.Parse(item).GetProperty("type").GetString()}\ndata: {item}\n\n"));

    /// <summary>The same body with the other line ends.</summary>
    public static string WithCrLf(string body) => body.Replace("\n", "\r\n", StringComparison.Ordinal);

    public static Stream AsStream(string body) => SlicedStream.Whole(Encoding.UTF8.GetBytes(body));
}
