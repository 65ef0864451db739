using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Faults of the events of a stream, and what they make of a plain answer.</summary>
public sealed class FaultStreamTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly HttpClient _client;

    public FaultStreamTests() => _client = Wires.Client(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_clean_cut_sends_so_many_events_and_closes_properly(string wire)
    {
        var whole = Frames(await TextAsync(wire, true, "ok"));

        Assert.Equal("", await TextAsync(wire, true, "cut-stream"));
        Assert.Equal(whole.Take(3), Frames(await TextAsync(wire, true, "cut-stream;after=3")));
        var deltas = await TextAsync(wire, true, "cut-stream;deltas=4");
        Assert.Equal("This answer is simulated:", Wires.Text(wire, true, deltas));
        Assert.Equal(whole.SkipLast(1), Frames(await TextAsync(wire, true, "cut-stream;after=1000")));
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task An_abrupt_cut_is_seen_as_one_by_an_HTTP_client(string wire)
    {
        foreach (var fault in new[] { "cut-stream;after=3;close=abrupt", "cut-stream;after=3;close=reset", "reset=in-body" })
        {
            using var response = await _client.SendAsync(Wires.Request(wire, true, fault), HttpCompletionOption.ResponseHeadersRead, Token);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Token));
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_cut_can_fall_into_an_event_or_a_character(string wire, bool stream)
    {
        var inEvent = await BytesAsync(wire, stream, "cut-stream;deltas=1;at=mid-event");
        var inCharacter = await BytesAsync(wire, stream, "cut-stream;at=mid-character");

        Assert.NotEqual((byte)'\n', inEvent[^1]);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(Last(inEvent)).Dispose());
        Assert.True(inCharacter[^1] >= 0xC2, $"{inCharacter[^1]:x}");
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_plain_answer_is_cut_in_the_middle_of_its_body(string wire)
    {
        var whole = await TextAsync(wire, false, "ok");

        foreach (var fault in new[] { "truncated-json", "cut-stream" })
        {
            var part = await TextAsync(wire, false, fault);
            Assert.StartsWith(part, whole, StringComparison.Ordinal);
            Assert.InRange(part.Length, 1, whole.Length - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task Truncated_JSON_in_a_stream_ends_in_the_midst_of_the_first_output(string wire)
    {
        var text = await TextAsync(wire, true, "truncated-json");

        Assert.Equal("", Wires.Text(wire, true, text[..text.LastIndexOf('{')]));
        Assert.False(Wires.HasEnd(wire, text));
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_malformed_event_is_one_that_is_not_JSON_among_good_ones(string wire, bool stream)
    {
        var lines = (await TextAsync(wire, stream, "malformed-event;deltas=2"))
            .Split('\n')
            .Select(line => line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : line)
            .Where(line => line.StartsWith('{'))
            .ToList();

        var bad = Assert.Single(lines, line => !IsJson(line));
        Assert.StartsWith("{\"", bad, StringComparison.Ordinal);
        Assert.True(!stream || lines.Count > 5);
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_malformed_event_may_be_any(string wire)
    {
        var text = await TextAsync(wire, stream: true, "malformed-event;after=0");

        var first = text.Split('\n').First(line => line.Contains('{'));
        Assert.False(IsJson(first[first.IndexOf('{')..]));
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task An_error_event_comes_first_or_late(string wire)
    {
        var first = Wires.Events(await TextAsync(wire, true, "error-event=529"));
        var late = await TextAsync(wire, true, "error-event=insufficient-quota;deltas=4;message=Enough.");

        Assert.Contains("overloaded", Assert.Single(first).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("This answer is simulated:", Wires.Text(wire, true, late));
        Assert.Contains("Enough.", Wires.Events(late)[^1].ToJsonString(), StringComparison.Ordinal);
        Assert.False(Wires.HasEnd(wire, late));
    }

    [Fact]
    public async Task An_error_event_has_the_form_of_its_protocol()
    {
        var anthropic = await TextAsync(Wires.Anthropic, true, "error-event=529");
        var failed = Wires.Events(await TextAsync(Wires.Responses, true, "error-event=429;after=2;form=failed"))[^1];
        var error = Wires.Events(await TextAsync(Wires.Responses, true, "error-event=429;after=2"))[^1];

        Assert.StartsWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"", anthropic, StringComparison.Ordinal);
        Assert.Equal("response.failed", (string?)failed["type"]);
        Assert.Equal("rate_limit_exceeded", (string?)failed["response"]!["error"]!["code"]);
        Assert.Equal(2, (int)failed["sequence_number"]!);
        Assert.Equal(("error", "rate_limit_exceeded"), ((string?)error["type"], (string?)error["code"]));
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task The_end_marker_can_be_missing_or_followed_by_more(string wire)
    {
        var whole = await TextAsync(wire, true, "ok");
        var without = await TextAsync(wire, true, "no-end-marker");
        var more = await TextAsync(wire, true, "data-after-end");

        Assert.False(Wires.HasEnd(wire, without));
        Assert.Equal(Frames(whole).SkipLast(1), Frames(without));
        Assert.StartsWith(whole, more, StringComparison.Ordinal);
        Assert.Equal(Frames(whole).Count + 1, Frames(more).Count);
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task Lines_end_as_asked(string wire)
    {
        var whole = await TextAsync(wire, true, "ok");

        Assert.Equal(whole, await TextAsync(wire, true, "line-endings=lf"));
        Assert.Equal(whole.Replace("\n", "\r\n", StringComparison.Ordinal), await TextAsync(wire, true, "line-endings=crlf"));
        Assert.Equal(whole.Replace('\n', '\r'), await TextAsync(wire, true, "line-endings=cr"));
        var mixed = await TextAsync(wire, true, "line-endings=mixed");
        Assert.NotEqual(whole, mixed);
        Assert.Equal(whole, mixed.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task Comments_stand_between_events_that_stay_the_same(string wire)
    {
        var whole = Frames(await TextAsync(wire, true, "ok"));
        var text = await TextAsync(wire, true, "comments");

        Assert.Contains(wire == Wires.Ollama ? "\n\n" : "\n: keep-alive\n\n", text, StringComparison.Ordinal);
        Assert.Equal(whole.Where(IsOutput), Frames(text).Where(IsOutput));

        static bool IsOutput(string frame) => !frame.StartsWith(':') && !frame.Contains("ping", StringComparison.Ordinal) && frame.Length > 0;
    }

    [Theory]
    [InlineData(Wires.Anthropic)]
    [InlineData(Wires.Chat)]
    [InlineData(Wires.Responses)]
    public async Task Data_over_several_lines_are_the_same_JSON(string wire)
    {
        var whole = Frames(await TextAsync(wire, true, "ok")).Select(Data);
        var frames = Frames(await TextAsync(wire, true, "multi-line-data"));

        Assert.True(frames.SkipLast(1).All(frame => frame.Split('\n').Count(line => line.StartsWith("data: ", StringComparison.Ordinal)) == 3));
        Assert.Equal(whole, frames.Select(Data));

        static string Data(string frame)
        {
            var data = string.Join('\n', frame.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]));
            return data.StartsWith('{') ? JsonNode.Parse(data)!.ToJsonString() : data;
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_byte_order_mark_stands_before_the_body(string wire, bool stream)
    {
        var whole = await BytesAsync(wire, stream, "ok");

        Assert.Equal([0xEF, 0xBB, 0xBF, .. whole], await BytesAsync(wire, stream, "bom"));
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_long_line_is_one_event_with_a_text_of_that_length(string wire, bool stream)
    {
        var text = await TextAsync(wire, stream, "long-line=1000000");

        Assert.StartsWith(new string('x', 1_000_000), Wires.Text(wire, stream, text), StringComparison.Ordinal);
        Assert.Contains(text.Split('\n'), line => line.Length > 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task An_oversized_body_is_a_good_answer_behind_padding(string wire, bool stream)
    {
        var text = await TextAsync(wire, stream, "oversized-body=300000");

        Assert.True(text.Length > 300_000);
        Assert.Equal(await TextAsync(wire, stream, "ok"), Unpadded(text));

        string Unpadded(string padded) => stream && wire != Wires.Ollama
            ? padded[(padded.LastIndexOf("\n: ", StringComparison.Ordinal) + 65)..]
            : padded.TrimStart('\n', ' ');
    }

    private async Task<string> TextAsync(string wire, bool stream, string fault)
    {
        using var response = await _client.SendAsync(Wires.Request(wire, stream, fault), Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private async Task<byte[]> BytesAsync(string wire, bool stream, string fault)
    {
        using var response = await _client.SendAsync(Wires.Request(wire, stream, fault), Token);
        return await response.Content.ReadAsByteArrayAsync(Token);
    }

    /// <summary>The events with their names, or the JSON lines.</summary>
    private static List<string> Frames(string text) =>
        text.TrimStart().StartsWith('{')
            ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)];

    private static string Last(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text[(text.LastIndexOf('\n') + 1)..].Replace("data: ", "", StringComparison.Ordinal);
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
