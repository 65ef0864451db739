using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Missy.Configuration;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Documentation;

/// <summary>docs/adding-a-provider.md says what is so: its code is the tested code, its changes fit, its data can be read.</summary>
public sealed partial class AddingAProviderTests
{
    private const string Examples = "tests/Missy.Core.Tests/Documentation/Brook";

    private static readonly string Page = Repository.Read("docs/adding-a-provider.md");

    public static TheoryData<string> Files => new(Directory.GetFiles(Path.Combine(Repository.Root, Examples)).Select(Path.GetFileName)!);

    public static TheoryData<string, string> Changes =>
        [.. Change().Matches(Page).Select(change => (change.Groups["file"].Value, change.Groups["lines"].Value))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_of_the_example_stands_there_as_it_is_tested(string name)
    {
        var file = $"{Examples}/{name}";

        Assert.Contains($"<!-- file: {file} -->\n```csharp\n{Repository.Read(file)}```\n", Page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_to_be_changed_is_there_and_what_is_to_be_added_is_not(string file, string change)
    {
        var text = Repository.Read(file);
        Assert.All(change.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
        {
            if (line[0] != '+')
            {
                Assert.Contains(line[1..], text, StringComparison.Ordinal);
            }
            else if (line.Contains("rook", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(line[1..], text, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void No_change_is_left_unchecked() => Assert.Equal(Fence().Count(Page), Change().Count(Page));

    [Fact]
    public void The_entries_for_the_catalogue_can_be_read_and_mean_what_is_said()
    {
        var catalogue = ProviderCatalogue.Parse(Encoding.UTF8.GetBytes(Json("providers")), Encoding.UTF8.GetBytes(Json("models")));

        var service = catalogue.Find("brookside-ai")!;
        Assert.Equal(("brookside", WireKind.OpenAI, false), (service.Name, service.Wire, service.StreamUsage));
        Assert.Equal(8m, catalogue.FindModel("brookside", service.DefaultModel!)!.Price!.Output);
        Assert.NotNull(catalogue.FindModel("brookside", service.FastModel!));
    }

    // The protocol itself is unknown to this build.
    [Fact]
    public void The_service_of_the_new_protocol_has_known_fields_alone()
    {
        var entry = Json("wire").Trim().TrimEnd(',').Replace("\"wire\": \"brook\"", "\"wire\": \"openai\"", StringComparison.Ordinal);

        Assert.Equal("brook-1", Assert.Single(ProviderCatalogue.Parse(Encoding.UTF8.GetBytes($"[{entry}]")).Providers).DefaultModel);
    }

    [Fact]
    public void The_table_has_every_field_of_a_catalogue_entry() => Assert.Equal(
        typeof(CatalogueProvider).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(),
        Field().Matches(Page).Select(field => field.Groups[1].Value).Order());

    [Fact]
    public void The_configuration_is_without_a_finding_and_makes_a_provider()
    {
        var yaml = Configuration().Match(Page).Groups[1].Value;

        var result = ConfigReader.Read(yaml, "config.yaml", new KnownNames(WireKinds.KnownWires, ProviderCatalogue.Default.Names));

        Assert.Empty(result.Diagnostics);
        var house = Assert.Single(result.Config.Providers);
        Assert.Equal(("house", "house-large"), (house.Name, house.Model));
    }

    private static string Json(string name) =>
        Regex.Match(Page, $"<!-- catalogue: {name} -->\n```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex("<!-- change: (?<file>\\S+) -->\n```diff\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Change();

    [GeneratedRegex("^```diff", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^\\| `([a-z]\\w*)` \\|", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Configuration();
}
