using System.Text;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>What it costs to find a prompt's tier, and to resolve a route among few and many.</summary>
internal sealed class RoutingBenchmark : IBenchmark
{
    public string Name => "routing";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using (var home = new Home(server.Short))
        using (var client = Asking.NewClient(home))
        {
            await TierAsync(report, client, Asking.Prompt, "a short prompt", 20_000);
            await TierAsync(report, client, Text(10 * 1024), "a prompt of 10 KiB", 2_000);
            await TierAsync(report, client, Text(1024 * 1024), "a prompt of 1 MiB", 20);
        }

        foreach (var count in new[] { 10, 1000, 10_000 })
        {
            using var home = Home.OfMany(count);
            using var client = Asking.NewClient(home);
            var caller = new CallerState();
            for (var number = 0; number < count; number++)
            {
                caller.Sessions.Create($"s{number}", TimeProvider.System);
            }

            var request = Asking.NewRequest();
            var named = request with { Provider = $"p{count / 2}" };
            var session = request with { Session = caller.Sessions.Get($"s{count / 2}") };
            foreach (var (what, asked) in new[] { ("the default", request), ("one by name", named), ("a session's", session) })
            {
                var race = await Race.RunAsync(11, 5000, Contender.Of("Missy", () => client.ResolveRouteAsync(asked, caller, default)));
                report.Time($"resolve {what}, of {count} providers and sessions", race.Time("Missy"), 5_000);
            }
        }
    }

    private static async Task TierAsync(Report report, MissyClient client, string prompt, string what, int repeats)
    {
        var request = new TierRequest { Prompt = prompt, Strategy = "rules" };
        var race = await Race.RunAsync(15, repeats, Contender.OfAll("Missy", count =>
        {
            for (var done = 0; done < count; done++)
            {
                _ = client.GetTier(request);
            }

            return Task.CompletedTask;
        }));
        var time = race.Time("Missy");
        if (prompt.Length < 100_000)
        {
            report.Time($"the tier of {what}", time, prompt.Length < 100 ? 2_000 : null);
            return;
        }

        var perSecond = Encoding.UTF8.GetByteCount(prompt) / time * 1e9;
        report.Add(new Row($"the tier of {what}", Figure.Time(time), "", $"{Figure.Digits(perSecond / 1e9)} GB/s", "≥ 1.00 GB/s", perSecond >= 1e9));
    }

    // No word of it decides anything, so all of it is looked at.
    private static string Text(int length)
    {
        const string Sentence = "The boats came back with the tide and the gulls followed them into the bay. ";
        return string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length];
    }
}
