using System.Xml.Linq;

namespace Missy.PowerShellTests.Support;

/// <summary>Reads what Pester reports: a suite for each file, with test cases somewhere below it.</summary>
internal static class NUnitReport
{
    /// <param name="path">The report in NUnit's form.</param>
    /// <param name="setupPath">What failed outside of a test, in setup and teardown, a line each: file name, tab, message.</param>
    public static Dictionary<string, SuiteResult> Read(string path, string setupPath)
    {
        var setup = File.ReadLines(setupPath).Select(line => line.Split('\t', 2)).ToLookup(parts => parts[0], parts => parts[1]);
        return XDocument.Load(path)
            .Descendants("test-suite")
            .Where(suite => ((string?)suite.Attribute("name"))?.EndsWith(".Tests.ps1", StringComparison.Ordinal) == true)
            .GroupBy(suite => Path.GetFileName((string)suite.Attribute("name")!))
            .ToDictionary(suites => suites.Key, suites => Result(suites, setup[suites.Key]));
    }

    private static SuiteResult Result(IEnumerable<XElement> suites, IEnumerable<string> setupFailures)
    {
        var outcomes = suites.Descendants("test-case").ToLookup(test => (string?)test.Attribute("result"));
        return new SuiteResult(
            outcomes["Success"].Count(),
            outcomes["Ignored"].Count(),
            [.. setupFailures, .. outcomes.Where(outcome => outcome.Key is not ("Success" or "Ignored")).SelectMany(tests => tests).Select(Describe)]);
    }

    private static string Describe(XElement test) =>
        $"{(string?)test.Attribute("name")}: {(string?)test.Element("failure")?.Element("message")}";
}
