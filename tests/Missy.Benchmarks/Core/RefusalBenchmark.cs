using System.Net;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>How soon an open circuit breaker refuses.</summary>
internal sealed class RefusalBenchmark : IBenchmark
{
    public string Name => "breaker";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        await File.AppendAllTextAsync(home.Config, "reliability: { max_retries: 0 }\n");
        using var client = Asking.NewClient(home, static () => new FakeHandler { Status = HttpStatusCode.InternalServerError });
        var caller = new CallerState();
        while (await KindAsync(client, caller) != ErrorKind.CircuitOpen)
        {
        }

        var race = await Race.RunAsync(
            15,
            1000,
            Contender.Of("Missy", () => KindAsync(client, caller)),
            Contender.Of("an exception through one await", ThrowAsync));
        report.Add(new Row(
            "an open circuit breaker refuses a call",
            Figure.Time(race.Time("Missy")),
            $"an exception through one await: {Figure.Time(race.Time("an exception through one await"))}",
            Figure.Ratio(race.Ratio("Missy", "an exception through one await")),
            "≤ 10.0 µs",
            race.Time("Missy") <= 10_000));
    }

    private static async Task<ErrorKind?> KindAsync(MissyClient client, CallerState caller)
    {
        try
        {
            await client.AskAsync(Asking.NewRequest(), caller, default);
            return null;
        }
        catch (MissyException exception)
        {
            return exception.Kind;
        }
    }

    private static async Task ThrowAsync()
    {
        try
        {
            await FailAsync();
        }
        catch (MissyException)
        {
            return;
        }

        static async Task FailAsync()
        {
            await Task.CompletedTask;
            throw new MissyException(ErrorKind.CircuitOpen, "refused");
        }
    }
}
