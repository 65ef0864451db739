namespace Missy.Providers;

/// <summary>
/// The endings by which vendors pin a model id to a day: <c>-20251001</c> (Anthropic), <c>-2025-08-07</c> (OpenAI),
/// <c>@20251001</c> (Google's Anthropic door); and Ollama's <c>:latest</c>, which is what an id without a tag means.
/// </summary>
internal static class ModelIdSuffix
{
    private const string Latest = ":latest";

    /// <returns>The id without its ending, or <see langword="null"/> when it has none of these.</returns>
    public static string? Strip(string id)
    {
        if (id.EndsWith(Latest, StringComparison.OrdinalIgnoreCase))
        {
            return NotEmpty(id, Latest.Length);
        }

        if (Matches(id, "-dddd-dd-dd"))
        {
            return NotEmpty(id, 11);
        }

        return Matches(id, "-dddddddd") || Matches(id, "@dddddddd") ? NotEmpty(id, 9) : null;
    }

    private static string? NotEmpty(string id, int cut) => id.Length > cut ? id[..^cut] : null;

    private static bool Matches(string id, string pattern)
    {
        if (id.Length < pattern.Length)
        {
            return false;
        }

        ReadOnlySpan<char> end = id.AsSpan(id.Length - pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == 'd' ? !char.IsAsciiDigit(end[i]) : end[i] != pattern[i])
            {
                return false;
            }
        }

        // 20xx only: eight digits of another kind are part of the name.
        return end[1] == '2' && end[2] == '0';
    }
}
