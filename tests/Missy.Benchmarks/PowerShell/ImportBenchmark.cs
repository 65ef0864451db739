using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.PowerShell;

/// <summary>What the import costs beside a module that does nothing, and beside PSOpenAI where that is installed.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const string Empty = "an empty module";
    private const string Other = "PSOpenAI";

    // What no import may need.
    private static readonly string[] _late = ["System.Net.Http", "YamlDotNet", "System.Text.Json"];

    public string Name => "import";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        EnsureSameShape(home);
        var modules = new Dictionary<string, string> { ["Missy"] = Programs.Module, [Empty] = Programs.EmptyModule };
        if (FindOther(home) is { } other)
        {
            modules[Other] = other;
        }

        var race = await Race.RunAsync(21, 1, [.. modules.Select(module => ImportOf(home, module.Key, module.Value))]);
        report.Compare("import in a new process", race, "Missy", Empty, 1.5);
        if (modules.ContainsKey(Other))
        {
            report.Compare("import in a new process", race, "Missy", Other, 0.125);
        }
        else
        {
            report.Add(new Row("import in a new process", "", "PSOpenAI is not installed (MISSY_BENCHMARK_PSOPENAI names its manifest)", "", "≤ 0.13 ×", null));
        }

        var loaded = Loaded(home);
        var early = loaded.Intersect(_late).ToArray();
        report.Add(new Row(
            "assemblies that the import loads",
            string.Join(", ", loaded.Order(StringComparer.Ordinal)),
            "",
            "",
            "no HTTP, YAML, JSON",
            early.Length == 0));
    }

    private static Contender ImportOf(Home home, string name, string manifest) => new(name, _ => Task.FromResult(TimeSpan.FromMilliseconds(Programs.Measure(
        home,
        $"$time = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{manifest}'; $time.Stop(); $time.Elapsed.TotalMilliseconds"))));

    private static string[] Loaded(Home home) => Programs.RunPowerShell(
        home,
        $"""
        function Get-Loaded {'{'} [AppDomain]::CurrentDomain.GetAssemblies().ForEach({'{'} $_.GetName().Name {'}'}) {'}'}
        $null = Get-Loaded
        $before = Get-Loaded
        Import-Module '{Programs.Module}'
        (Get-Loaded | Where-Object {'{'} $_ -notin $before {'}'}) -join ','
        """).Split(',');

    private static string? FindOther(Home home)
    {
        var named = Environment.GetEnvironmentVariable("MISSY_BENCHMARK_PSOPENAI");
        var found = named is { Length: > 0 } ? named : Programs.RunPowerShell(home, "(Get-Module PSOpenAI -ListAvailable | Select-Object -First 1).Path");
        return found is { Length: > 0 } ? found : null;
    }

    private static void EnsureSameShape(Home home)
    {
        var counts = new[] { Programs.Module, Programs.EmptyModule }
            .Select(manifest => Programs.RunPowerShell(home, $"(Import-PowerShellDataFile '{manifest}').CmdletsToExport.Count"))
            .ToArray();
        if (counts[0] != counts[1])
        {
            throw new InvalidOperationException($"The empty module has {counts[1]} cmdlets and Missy {counts[0]}: give it as many.");
        }
    }
}
