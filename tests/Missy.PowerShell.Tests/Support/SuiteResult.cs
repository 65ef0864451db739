namespace Missy.PowerShellTests.Support;

/// <summary>What became of one suite.</summary>
/// <param name="Passed">How many of its tests passed.</param>
/// <param name="Skipped">How many were not run.</param>
/// <param name="Failures">Name and message of each that failed.</param>
public sealed record SuiteResult(int Passed, int Skipped, IReadOnlyList<string> Failures);
