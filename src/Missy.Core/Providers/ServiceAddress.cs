namespace Missy.Providers;

/// <summary>Whether an address is a service's own, or somebody else's who speaks the same protocol.</summary>
internal static class ServiceAddress
{
    /// <summary>
    /// True when the host is the service's: the very host of its base URL, or one that its hint describes, where a label in
    /// capitals (<c>https://RESOURCE.openai.azure.com</c>) stands for any one label.
    /// </summary>
    public static bool IsOwn(CatalogueProvider service, Uri url)
    {
        if ((service.BaseUrl ?? service.BaseUrlHint) is not { } own)
        {
            return false;
        }

        // The capitals matter, and Uri would lower them.
        var pattern = Authority(own);
        var actual = Authority(url.GetLeftPart(UriPartial.Authority));
        return pattern.Scheme == actual.Scheme
            && pattern.Labels.Length == actual.Labels.Length
            && pattern.Labels.Zip(actual.Labels).All(pair => Matches(pair.First, pair.Second));
    }

    private static bool Matches(string pattern, string label) =>
        (pattern.Length > 0 && pattern.All(letter => char.IsAsciiLetterUpper(letter) || letter is '_' or '-'))
        || string.Equals(pattern, label, StringComparison.OrdinalIgnoreCase);

    private static (string Scheme, string[] Labels) Authority(string url)
    {
        var scheme = url[..url.IndexOf("://", StringComparison.Ordinal)];
        var rest = url[(scheme.Length + 3)..];
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return (scheme, (end < 0 ? rest : rest[..end]).TrimEnd('.').Split('.'));
    }
}
