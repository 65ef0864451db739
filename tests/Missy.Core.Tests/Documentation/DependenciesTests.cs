using System.Text.RegularExpressions;
using System.Xml.Linq;
using Missy.Tests.Support;

namespace Missy.Tests.Documentation;

/// <summary>docs/dependencies.md names every package, at the version and in the part that Directory.Packages.props has.</summary>
public sealed partial class DependenciesTests
{
    private static readonly string Page = Repository.Read("docs/dependencies.md");

    [Theory]
    [InlineData("Shipped", "## What ships\n")]
    [InlineData("Build and test only", "## What builds and tests\n")]
    public void A_table_has_exactly_the_packages_of_its_group(string label, string heading)
    {
        var group = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("ItemGroup")
            .Single(items => (string?)items.Attribute("Label") == label)
            .Elements("PackageVersion")
            .Select(package => ((string)package.Attribute("Include")!, (string)package.Attribute("Version")!));

        var start = Page.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        var rows = Row().Matches(Page[start..Page.IndexOf("\n## ", start, StringComparison.Ordinal)])
            .Select(row => (row.Groups["name"].Value, row.Groups["version"].Value));

        Assert.Equal(group.Order(), rows.Order());
    }

    [Fact]
    public void Every_package_has_a_licence_and_a_purpose() =>
        Assert.All(Row().Matches(Page), row => Assert.Matches("\\| (MIT|Apache-2\\.0|BSD-[23]-Clause) \\| \\S", row.Value));

    [Fact]
    public void No_package_is_outside_the_two_groups() => Assert.Equal(
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Count(),
        Row().Count(Page));

    [GeneratedRegex("^\\| \\[(?<name>[\\w.]+)\\]\\(https://[^)]+\\) \\| (?<version>\\S+) \\| .+$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
