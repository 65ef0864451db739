using System.Text.Json;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.PowerShell;

/// <summary>Many calls in one PowerShell, beside <c>Invoke-RestMethod</c>, and the first call of a new one.</summary>
internal sealed class LoopBenchmark : IBenchmark
{
    private const string Body = """{"model":"m","messages":[{"role":"user","content":"What time is it in Tokyo?"}]}""";
    private const string Time = "$time = [Diagnostics.Stopwatch]::StartNew(); {0}; $time.Stop(); $time.Elapsed.TotalMilliseconds";

    public string Name => "powershell";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        var url = new Uri(server.Short, "v1/chat/completions");
        var rest = $"$null = (Invoke-RestMethod '{url}' -Method Post -ContentType application/json -Body '{Body}').choices[0].message.content";
        var ask = $"$null = (Invoke-MissyAsk '{Asking.Prompt}').Content";
        var script = Path.Combine(AppContext.BaseDirectory, "PowerShell", "Measure-Loop.ps1");
        using var times = JsonDocument.Parse(Programs.RunPowerShell(
            home, $"& '{script}' -Module '{Programs.Module}' -Ask {{ {ask} }} -Rest {{ {rest} }}"));
        var rounds = times.RootElement.EnumerateArray().Select(static round => (Ask: round[0].GetDouble(), Other: round[1].GetDouble())).ToArray();
        var ratio = Median.Of(rounds.Select(static round => round.Ask / round.Other));
        report.Add(new Row(
            "Invoke-MissyAsk in a loop",
            Figure.Time(Median.Of(rounds.Select(static round => round.Ask)) * 1e6),
            $"Invoke-RestMethod: {Figure.Time(Median.Of(rounds.Select(static round => round.Other)) * 1e6)}",
            Figure.Ratio(ratio),
            "≤ 0.40 ×",
            ratio <= 0.4));

        var module = Programs.PackModule(home);
        var first = await Race.RunAsync(
            11,
            1,
            FirstOf("Missy", home, $"Import-Module '{module}'; ", ask),
            FirstOf("portable", home, $"Import-Module '{Programs.Module}'; ", ask),
            FirstOf("Invoke-RestMethod", home, "", rest));
        report.Compare("the first call of a new process, after the import, compiled ahead", first, "Missy", "Invoke-RestMethod");
        report.Compare("… with the files for any platform", first, "portable", "Invoke-RestMethod");
    }

    private static Contender FirstOf(string name, Home home, string before, string call) => new(name, _ => Task.FromResult(TimeSpan.FromMilliseconds(
        Programs.Measure(home, before + Time.Replace("{0}", call, StringComparison.Ordinal)))));
}
