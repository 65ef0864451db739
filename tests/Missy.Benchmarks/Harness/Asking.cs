using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Benchmarks.Harness;

/// <summary>The same question, asked through Missy and by hand as one would write it without a library.</summary>
internal static class Asking
{
    /// <summary>What is asked.</summary>
    public const string Prompt = "What time is it in Tokyo?";

    /// <summary>A client in a home of its own, with the watcher as in PowerShell.</summary>
    public static MissyClient NewClient(Home home, Func<HttpMessageHandler>? handler = null) =>
        new(new MissyClientOptions { Environment = home, ConfigPath = home.Config, Watch = true, Handler = handler });

    /// <summary>An HTTP client that does nothing by itself.</summary>
    public static HttpClient NewHttp(HttpMessageHandler? handler = null) => new(handler ?? new SocketsHttpHandler { UseProxy = false });

    public static AskRequest NewRequest() => new() { Messages = [new ChatMessage(ChatRole.User, Prompt)] };

    /// <summary>Asks by hand and takes the text out of the answer.</summary>
    public static async Task<string> ByHandAsync(HttpClient http, Uri server)
    {
        using var request = NewMessage(server, stream: false);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    /// <summary>Asks by hand and gives the pieces of text as they come.</summary>
    public static async IAsyncEnumerable<string> StreamByHandAsync(HttpClient http, Uri server)
    {
        using var request = NewMessage(server, stream: true);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var events = SseParser.Create(await response.Content.ReadAsStreamAsync(), static (_, data) => data.ToArray());
        await foreach (var item in events.EnumerateAsync())
        {
            if (item.Data.AsSpan().SequenceEqual("[DONE]"u8))
            {
                continue;
            }

            using var document = JsonDocument.Parse(item.Data);
            if (document.RootElement.GetProperty("choices") is { } choices
                && choices.GetArrayLength() > 0
                && choices[0].GetProperty("delta").TryGetProperty("content", out var content)
                && content.GetString() is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private static HttpRequestMessage NewMessage(Uri server, bool stream)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = "m", stream, messages = new[] { new { role = "user", content = Prompt } } });
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, "v1/chat/completions")) { Content = content };
    }
}
