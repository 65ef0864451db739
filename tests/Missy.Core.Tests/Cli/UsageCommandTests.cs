using System.Text.Json;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class UsageCommandTests
{
    private const string Calls = """
        {"time":"2026-01-01T10:00:00Z","provider":"b","model":"large","session":"work","tag":"t1","promptTokens":1000,"completionTokens":20,"cachedTokens":40,"cost":1.5}
        {"time":"2026-01-01T23:59:59Z","provider":"a","model":"small","session":"work","promptTokens":100,"completionTokens":20,"cost":0.0000125}
        {"time":"2026-01-02T00:00:00Z","provider":"a","model":"small","tag":"t1","promptTokens":100,"completionTokens":20}

        """;

    [Fact]
    public async Task Usage_is_a_table_with_a_total()
    {
        using var missy = Missy();

        Assert.Equal(0, await missy.RunAsync("usage"));

        Assert.Equal(
            """
            PROVIDER  MODEL  CALLS  PROMPT  CACHED  COMPLETION  USD        UNPRICED
            a         small  2      200     0       40          0.000013   1
            b         large  1      1,000   40      20          1.50       0
            TOTAL            3      1,200   40      60          1.500013   1

            """,
            missy.Out,
            ignoreLineEndingDifferences: true,
            ignoreWhiteSpaceDifferences: true);
        Assert.Equal("", missy.Err);
    }

    [Theory]
    [InlineData("DAY|2026-01-01|2026-01-02|TOTAL", "--by", "day")]
    [InlineData("TAG|-|t1|TOTAL", "--by", "tag")]
    [InlineData("SESSION|-|work|work|TOTAL", "--by", "session,Provider")]
    [InlineData("SESSION|-|work|work|TOTAL", "--by", "session", "--by", "provider")]
    [InlineData("CALLS|3", "--by", "none")]
    [InlineData("PROVIDER|a", "--since", "2026-01-02")]
    [InlineData("PROVIDER|a|b|TOTAL", "--until", "2026-01-01")]
    [InlineData("PROVIDER|b", "--until", "2026-01-01T18:00Z")]
    [InlineData("PROVIDER|b", "--until", "2026-01-01T23:00:00+01:00")]
    [InlineData("PROVIDER|b", "--provider", "B")]
    [InlineData("PROVIDER|a", "--model", "s*", "--tag", "t1")]
    [InlineData("PROVIDER|a|b|TOTAL", "--session", "work", "--session", "play")]
    public async Task Usage_can_be_grouped_and_narrowed(string firstColumn, params string[] options)
    {
        using var missy = Missy();

        Assert.Equal(0, await missy.RunAsync(["usage", .. options]));

        Assert.Equal(firstColumn, string.Join('|', missy.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0].Trim())));
    }

    [Fact]
    public async Task Usage_as_json_is_an_array_in_which_an_unknown_cost_is_null()
    {
        using var missy = Missy();

        Assert.Equal(0, await missy.RunAsync("usage", "--by", "day", "--json"));

        var days = missy.OutJson.EnumerateArray().ToList();
        Assert.Equal(["2026-01-01", "2026-01-02"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal((2, 1100, 40, 1140), (
            days[0].GetProperty("calls").GetInt32(),
            days[0].GetProperty("promptTokens").GetInt32(),
            days[0].GetProperty("completionTokens").GetInt32(),
            days[0].GetProperty("totalTokens").GetInt32()));
        Assert.Equal((1.5000125m, JsonValueKind.Null), (days[0].GetProperty("cost").GetDecimal(), days[1].GetProperty("cost").ValueKind));
        Assert.Equal(1, days[1].GetProperty("unknownPriceCalls").GetInt32());
        Assert.Equal(JsonValueKind.Null, days[0].GetProperty("provider").ValueKind);
    }

    [Theory]
    [InlineData("--by takes provider", "--by", "week")]
    [InlineData("--since takes a day", "--since", "01/02/2026")]
    [InlineData("--until takes a day", "--until", "yesterday")]
    public async Task What_cannot_be_meant_is_an_error_of_use(string message, params string[] options)
    {
        using var missy = Missy();

        Assert.Equal(2, await missy.RunAsync(["usage", .. options]));

        Assert.Contains(message, missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_recorded_is_said_and_no_failure()
    {
        using var missy = new CommandLine();

        Assert.Equal(0, await missy.RunAsync("usage"));
        Assert.Equal(("", "missy: the ledger has no such call."), (missy.Out, missy.Err.Trim()));

        Assert.Equal(0, await missy.RunAsync("usage", "--json"));
        Assert.Equal("[]", missy.Out.Trim());
    }

    private static CommandLine Missy()
    {
        var missy = new CommandLine();
        var folder = Directory.CreateDirectory(missy.InFolder(Path.Combine(".missy", "state", "usage"))).FullName;
        foreach (var day in Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries).GroupBy(line => line.Substring(9, 10)))
        {
            File.WriteAllLines(Path.Combine(folder, day.Key + ".jsonl"), day);
        }

        return missy;
    }
}
