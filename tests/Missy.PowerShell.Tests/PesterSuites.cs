using Missy.PowerShellTests.Support;
using Xunit;

namespace Missy.PowerShellTests;

/// <summary>Runs the Pester suites beside this file in a real PowerShell, and shows each file as one test.</summary>
public sealed class PesterSuites(PesterRun run) : IClassFixture<PesterRun>
{
    public static TheoryData<string> Files => new(Suites.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_suite_passes_in_PowerShell(string file)
    {
        if (run.Missing is { } reason)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("MISSY_REQUIRE_PWSH") != "1", reason);
            Assert.Fail(reason);
        }

        var result = run.Result(file);
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {result.Passed} passed, {result.Failures.Count} failed, {result.Skipped} skipped");
        Assert.True(result.Failures.Count == 0, $"{file}:\n{string.Join("\n", result.Failures)}");
        Assert.True(result.Passed > 0, $"{file} has no test that ran.\n{run.Output}");
    }
}
