using System.Xml.Linq;

namespace Missy.PowerShellTests.Support;

/// <summary>Reads the report that Pester writes: a suite for each file, and test cases somewhere below it.</summary>
internal static class NUnitReport
{
    public static Dictionary<string, SuiteResult> Read(string path) => XDocument.Load(path)
        .Descendants("test-suite")
        .Where(suite => ((string?)suite.Attribute("name"))?.EndsWith(".Tests.ps1", StringComparison.Ordinal) == true)
        .GroupBy(suite => Path.GetFileName((string)suite.Attribute("name")!))
        .ToDictionary(suites => suites.Key, suites => Result([.. suites]));

    private static SuiteResult Result(IReadOnlyList<XElement> suites)
    {
        var cases = suites.Descendants("test-case").ToList();
        var failures = cases.Where(test => (string?)test.Attribute("success") == "False").Select(Describe).ToList();

        // A file or block that failed outside of a test, in its setup for instance, has no failed case.
        if (failures.Count == 0 && suites.Any(suite => (string?)suite.Attribute("success") == "False"))
        {
            failures.AddRange(suites.Descendants("failure").Select(failure => (string?)failure.Element("message") ?? "The suite failed."));
        }

        return new SuiteResult(
            cases.Count(test => (string?)test.Attribute("success") == "True"),
            cases.Count(test => (string?)test.Attribute("executed") == "False"),
            failures);
    }

    private static string Describe(XElement test) =>
        $"{(string?)test.Attribute("name")}: {(string?)test.Element("failure")?.Element("message")}";
}
