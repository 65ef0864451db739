using System.Globalization;
using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task Numbers_and_words_are_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var missy = new CommandLine(new SimulatorOptions { Answer = "One two" }).WithProvider();

            Assert.Equal(0, await missy.RunAsync("ask", "hi", "--temperature", "0.25", "--timeout", "1.5", "--reasoning-effort", "HIGH", "--json", "--verbose"));
            Assert.Contains("\"temperature\":0.25", missy.Simulator.Requests[0].Body, StringComparison.Ordinal);
            Assert.True(missy.OutJson.GetProperty("duration").GetDouble() < 1.5);
            Assert.Matches(@"Success, took \d+\.\d{3} s", missy.Err);

            Assert.Equal(2, await missy.RunAsync("ask", "hi", "--temperature", "0,25"));
            Assert.Equal(0, await missy.RunAsync("MODELS".ToLowerInvariant(), "--provider", "simulator", "--refresh"));
            Assert.Equal(0, await missy.RunAsync("ask", "hi", "--provider", "SIMULATOR"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Prices_and_sizes_are_written_alike(string culture)
    {
        using var missy = new CommandLine();
        Assert.Equal(0, await missy.RunAsync("models", "--all", "--provider", "anthropic"));
        var expected = missy.Out;
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(0, await missy.RunAsync("models", "--all", "--provider", "anthropic"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(expected, missy.Out);
        Assert.Contains("200,000", expected, StringComparison.Ordinal);
    }
}
