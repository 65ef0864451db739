using System.Diagnostics;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>What a streamed answer costs: until its first word, and each of its events.</summary>
internal sealed class StreamBenchmark : IBenchmark
{
    public string Name => "stream";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        using var client = Asking.NewClient(home);
        using var http = Asking.NewHttp();
        var caller = new CallerState();
        IAsyncEnumerable<string> Mine() => Texts(client.StreamAsync(Asking.NewRequest(), caller, default));
        var first = await Race.RunAsync(
            15,
            500,
            FirstOf("Missy", Mine),
            FirstOf("by hand", () => Asking.StreamByHandAsync(http, server.Short)));
        var later = first.Difference("Missy", "by hand");
        report.Add(new Row(
            "the first word of a stream",
            Figure.Time(first.Time("Missy")),
            $"by hand: {Figure.Time(first.Time("by hand"))}",
            $"{(later < 0 ? "-" : "+")} {Figure.Time(Math.Abs(later))}",
            "≤ + 100 µs",
            later <= 100_000));

        using var longHome = new Home(server.Streaming);
        using var longClient = Asking.NewClient(longHome);
        var whole = await Race.RunAsync(
            15,
            20,
            Contender.Of("Missy", async () => await CountAsync(Texts(longClient.StreamAsync(Asking.NewRequest(), caller, default)))),
            Contender.Of("SseParser and JsonDocument", async () => await CountAsync(Asking.StreamByHandAsync(http, server.Streaming))));
        report.Compare($"a stream of {ServerProcess.Pieces} events", whole, "Missy", "SseParser and JsonDocument", 2);
        report.Time("… each event", whole.Time("Missy") / ServerProcess.Pieces);
    }

    private static Contender FirstOf(string name, Func<IAsyncEnumerable<string>> stream) => new(name, async repeats =>
    {
        var total = TimeSpan.Zero;
        for (var done = 0; done < repeats; done++)
        {
            var started = Stopwatch.GetTimestamp();
            TimeSpan? first = null;
            await foreach (var _ in stream())
            {
                first ??= Stopwatch.GetElapsedTime(started);
            }

            total += first!.Value;
        }

        return total;
    });

    private static async IAsyncEnumerable<string> Texts(IAsyncEnumerable<Chunk> chunks)
    {
        await foreach (var chunk in chunks)
        {
            if (chunk.Kind == "text")
            {
                yield return chunk.Text;
            }
        }
    }

    private static async Task CountAsync(IAsyncEnumerable<string> pieces)
    {
        var count = 0;
        await foreach (var _ in pieces)
        {
            count++;
        }

        if (count != ServerProcess.Pieces)
        {
            throw new InvalidOperationException($"{count} pieces came, not {ServerProcess.Pieces}.");
        }
    }
}
