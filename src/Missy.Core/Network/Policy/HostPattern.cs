namespace Missy.Network;

/// <summary>A host as rules name it: <c>x.com</c> for that name alone, <c>*.x.com</c> for the names below it, <c>*</c> for every host.</summary>
internal sealed class HostPattern
{
    private readonly string? _suffix;
    private readonly string? _key;

    /// <param name="text">The pattern, as the configuration's reader leaves it.</param>
    public HostPattern(string text)
    {
        Text = text;
        if (text.StartsWith("*.", StringComparison.Ordinal))
        {
            _suffix = text[1..];
        }
        else if (text != "*")
        {
            _key = TargetHost.TryParse(text, out var host) ? host.Key : text;
        }
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    public bool Matches(TargetHost host) =>
        _key is not null ? host.Key == _key
        : _suffix is null
        || (host.Address is null && host.Key.Length > _suffix.Length && host.Key.EndsWith(_suffix, StringComparison.Ordinal));
}
