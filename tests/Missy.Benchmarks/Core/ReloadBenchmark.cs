using Missy.Benchmarks.Harness;
using YamlDotNet.Core;

namespace Missy.Benchmarks.Core;

/// <summary>How long it takes until an edited file of 1 000 providers is in effect.</summary>
internal sealed class ReloadBenchmark : IBenchmark
{
    public string Name => "reload";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = Home.OfMany(1000);
        using var client = Asking.NewClient(home);
        var text = await File.ReadAllTextAsync(home.Config);
        var edit = 0;
        var race = await Race.RunAsync(
            11,
            3,
            Contender.OfAll("Missy", repeats =>
            {
                for (var done = 0; done < repeats; done++)
                {
                    File.WriteAllText(home.Config, $"{text}# {edit++}\nreliability: {{ max_retries: {edit % 7} }}\n");
                    var reload = client.ReloadConfig();
                    if (client.Config.Config.Reliability.MaxRetries != edit % 7)
                    {
                        throw new InvalidOperationException($"The edit is not in effect: {reload}");
                    }
                }

                return Task.CompletedTask;
            }),
            Contender.OfAll("YamlDotNet's parser", repeats =>
            {
                for (var done = 0; done < repeats; done++)
                {
                    using var reader = File.OpenText(home.Config);
                    var parser = new Parser(reader);
                    while (parser.MoveNext())
                    {
                    }
                }

                return Task.CompletedTask;
            }));
        report.Compare("reload of a file with 1 000 providers", race, "Missy", "YamlDotNet's parser");
    }
}
