namespace Missy.Network;

/// <summary>Where a request would go.</summary>
/// <param name="Url">The address, http or https, without user info.</param>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port, written or implied.</param>
internal sealed record Target(Uri Url, TargetHost Host, int Port)
{
    /// <summary>The most characters that an address may have.</summary>
    public const int MaxLength = 8192;

    /// <summary><c>host:port</c> for people.</summary>
    public string Authority => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Reads an address that somebody wrote.</summary>
    /// <returns>Null when it is none that a request could be sent to; the problem says why.</returns>
    public static Target? Parse(string text, out string problem)
    {
        // A backslash, a space or a control character is where two parsers part company about what the host is.
        if (text.Length <= MaxLength && text.AsSpan().Trim().IndexOfAny(BadCharacters) >= 0)
        {
            problem = "it holds a backslash, a space or a control character";
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            problem = "it is no absolute address";
            return null;
        }

        return Of(url, out problem);
    }

    /// <summary>Takes an address apart.</summary>
    /// <returns>Null when no request may be sent to it whatever the rules are; the problem says why.</returns>
    public static Target? Of(Uri url, out string problem)
    {
        var host = default(TargetHost);
        problem = url switch
        {
            { IsAbsoluteUri: false } => "it is no absolute address",
            _ when url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps => $"its scheme is '{url.Scheme}', neither http nor https",
            _ when url.OriginalString.Length > MaxLength || url.AbsoluteUri.Length > MaxLength => "it is longer than 8192 characters",
            _ when url.UserInfo.Length > 0 => "it holds a user name or password",
            _ when !TryReadHost(url, out host) => "its host is no name and no address",
            { Port: < 1 } => "its port is out of range",
            _ => "",
        };
        return problem.Length > 0 ? null : new Target(url, host, url.Port);
    }

    private static readonly System.Buffers.SearchValues<char> BadCharacters = System.Buffers.SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x21).Append(0x7f).Append('\\').Select(code => (char)code)));

    private static bool TryReadHost(Uri url, out TargetHost host)
    {
        try
        {
            return TargetHost.TryParse(url.IdnHost, out host);
        }
        catch (UriFormatException)
        {
            host = default;
            return false;
        }
    }
}
