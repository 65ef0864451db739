using System.Globalization;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Faults of the connection, seen by a bare TCP client.</summary>
public sealed class FaultTransportTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_reset_is_one_wherever_it_comes(string wire, bool stream)
    {
        var before = await ReadAsync(wire, stream, "reset");
        var inside = await ReadAsync(wire, stream, "reset=in-headers");
        var body = await ReadAsync(wire, stream, "reset=in-body");

        Assert.Equal(("", true), before);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", inside.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n\r\n", inside.Text, StringComparison.Ordinal);
        Assert.True(inside.Reset);
        Assert.Contains("\r\n\r\n", body.Text, StringComparison.Ordinal);
        Assert.False(Wires.HasEnd(wire, body.Text) && stream);
        Assert.True(body.Reset);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_connection_can_be_hung_up_or_reset_at_the_same_places(string wire, bool stream)
    {
        foreach (var place in new[] { "before-headers", "in-headers", "after-headers", "in-body" })
        {
            var closed = await ReadAsync(wire, stream, $"hang-up={place}");
            var reset = await ReadAsync(wire, stream, $"reset={place}");

            Assert.Equal((closed.Text, true), reset);
            Assert.False(closed.Reset);
            Assert.Equal(place == "before-headers", closed.Text.Length == 0);
            Assert.Equal(place == "after-headers", closed.Text.EndsWith("\r\n\r\n", StringComparison.Ordinal));
            Assert.Equal(place == "in-body", closed.Text.Contains("\r\n\r\n", StringComparison.Ordinal) && place != "after-headers");
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_cut_after_the_headers_leaves_no_byte_of_the_body(string wire, bool stream)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.PostAsync(wire, stream, "cut-stream;at=after-headers");
        var head = await client.ReadToAsync("\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
        Assert.Equal("0\r\n\r\n", await client.ReadToAsync("\r\n\r\n"));
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_cut_closes_as_asked(string wire, bool stream)
    {
        var abrupt = await ReadAsync(wire, stream, "cut-stream;after=2;close=abrupt");
        var reset = await ReadAsync(wire, stream, "cut-stream;after=2;close=reset");
        using var client = await RawClient.ConnectAsync(_server);
        await client.PostAsync(wire, stream, "cut-stream;after=2;close=clean");
        var clean = await client.ReadToAsync("0\r\n\r\n");

        Assert.False(abrupt.Reset);
        Assert.DoesNotContain("\r\n0\r\n\r\n", abrupt.Text, StringComparison.Ordinal);
        Assert.True(reset.Reset);
        Assert.StartsWith(abrupt.Text, clean, StringComparison.Ordinal);
        Assert.Equal(abrupt.Text, reset.Text);

        // After a clean cut the connection carries the next request.
        await client.PostAsync(wire, stream: false);
        Assert.StartsWith("HTTP/1.1 200 OK", await client.ReadToAsync("simulated"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_false_length_is_longer_or_shorter_than_the_body(string wire, bool stream)
    {
        var (longer, longerDeclared) = await LengthAsync("wrong-length");
        var (shorter, shorterDeclared) = await LengthAsync("wrong-length=shorter;by=5");

        Assert.Equal(longer + 16, longerDeclared);
        Assert.Equal(shorter - 5, shorterDeclared);

        async Task<(int Body, int Declared)> LengthAsync(string fault)
        {
            var (text, reset) = await ReadAsync(wire, stream, fault);
            Assert.False(reset);
            const string Header = "content-length: ";
            var start = text.IndexOf(Header, StringComparison.Ordinal) + Header.Length;
            var declared = int.Parse(text[start..text.IndexOf('\r', start)], CultureInfo.InvariantCulture);
            return (Encoding.UTF8.GetByteCount(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]), declared);
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task Small_chunks_hold_so_many_bytes_each(string wire, bool stream)
    {
        foreach (var size in new[] { 1, 7 })
        {
            using var client = await RawClient.ConnectAsync(_server);
            await client.PostAsync(wire, stream, $"small-chunks={size}");
            await client.ReadToAsync("\r\n\r\n");
            var sizes = new List<int>();
            while (true)
            {
                var length = int.Parse((await client.ReadToAsync("\r\n"))[..^2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                if (length == 0)
                {
                    break;
                }

                sizes.Add(length);
                for (var index = 0; index < length; index++)
                {
                    await client.ReadByteAsync();
                }

                await client.ReadToAsync("\r\n");
            }

            Assert.All(sizes.SkipLast(1), item => Assert.InRange(item, 1, size));
            Assert.True(sizes.Count > 30, $"{sizes.Count}");
            Assert.True(stream || sizes.SkipLast(1).All(item => item == size));
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task No_answer_waits_until_the_client_goes_away(string wire, bool stream)
    {
        foreach (var fault in new[] { "no-answer", "slow-headers", "stall=2", "stall;deltas=1;at=mid-event", "stall;at=after-headers" })
        {
            _server.ClearRequests();
            using (var client = await RawClient.ConnectAsync(_server))
            {
                await client.PostAsync(wire, stream, fault);
                var record = await _server.WaitForRequestAsync(1, Token);
                if (fault == "slow-headers")
                {
                    Assert.Equal("HTTP/1.1 200 OK\r\n", await client.ReadToAsync("\r\n"));
                }
                else if (fault != "no-answer")
                {
                    await client.ReadToAsync("\r\n\r\n");
                }

                Assert.False(record.ClientAborted);
            }

            var aborted = await _server.WaitForAbortAsync(1, Token);
            Assert.Equal(fault, aborted.Fault);
            Assert.Equal(fault == "no-answer" ? 0 : 200, aborted.Status);
        }
    }

    [Theory]
    [InlineData("no-answer;ms=60000", 1)]
    [InlineData("stall;after=2;ms=60000", 1)]
    [InlineData("stall;at=after-headers;ms=60000", 1)]
    [InlineData("slow-headers;ms=60000", 5)]
    [InlineData("latency=60000", 1)]
    [InlineData("ok;latency=60000", 1)]
    [InlineData("slow-drip;ms=60000;bytes=2000", 3)]
    [InlineData("tokens-per-second=0.1", 3)]
    public async Task A_wait_of_given_length_passes_by_the_simulators_clock(string fault, int waits)
    {
        using var time = new ManualTime();
        using var server = SimulatorServer.Start(new SimulatorOptions { Time = time });
        using var client = Wires.Client(server);
        var answer = client.SendAsync(Wires.Request(Wires.Chat, true, fault), Token);
        var count = 0;
        while (true)
        {
            var timer = time.TimerSetAsync();
            await Task.WhenAny(timer, answer);
            if (!timer.IsCompleted)
            {
                break;
            }

            count++;
            time.Advance(TimeSpan.FromSeconds(60));
        }

        using var response = await answer;
        Assert.True(Wires.HasEnd(Wires.Chat, await response.Content.ReadAsStringAsync(Token)));
        Assert.True(count >= waits, $"{count} waits");
    }

    [Fact]
    public async Task Options_slow_every_answer()
    {
        using var time = new ManualTime();
        using var server = SimulatorServer.Start(new SimulatorOptions { Time = time, Latency = TimeSpan.FromSeconds(3), TokensPerSecond = 2 });
        using var client = Wires.Client(server);
        var answer = client.SendAsync(Wires.Request(Wires.Anthropic, false), Token);
        await time.TimerSetAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await time.TimerSetAsync();
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));

        using var response = await answer;
        Assert.True(response.IsSuccessStatusCode);
    }

    private async Task<(string Text, bool Reset)> ReadAsync(string wire, bool stream, string fault)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.PostAsync(wire, stream, fault);
        var (bytes, reset) = await client.ReadToEndAsync();
        return (Encoding.UTF8.GetString(bytes), reset);
    }

    public void Dispose() => _server.Dispose();
}
