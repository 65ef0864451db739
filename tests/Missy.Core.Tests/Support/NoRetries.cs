namespace Missy.Tests.Support;

/// <summary>Most tests are about one attempt: what follows from a failure has tests of its own.</summary>
internal static class NoRetries
{
    /// <summary>The configuration, with no retries where it says nothing of them.</summary>
    public static string In(string yaml) =>
        yaml.Contains("reliability:", StringComparison.Ordinal) || yaml.TrimStart().StartsWith('{') || yaml.TrimEnd().EndsWith("...", StringComparison.Ordinal)
            ? yaml
            : yaml.TrimEnd() + "\nreliability: { max_retries: 0 }\n";
}
