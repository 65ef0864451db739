using System.Globalization;

namespace Missy.Simulation.Chat;

/// <summary>FNV-1a over UTF-16 code units: the same on every run and machine, unlike <see cref="string.GetHashCode()"/>.</summary>
internal sealed class StableHash
{
    private const ulong Prime = 0x100000001b3;
    private ulong _value = 0xcbf29ce484222325;

    public StableHash Add(ReadOnlySpan<char> text)
    {
        var value = _value;
        foreach (var unit in text)
        {
            value = (value ^ unit) * Prime;
        }

        // A separator, so that ("ab", "c") and ("a", "bc") differ.
        _value = (value ^ 0xFFFF) * Prime;
        return this;
    }

    public string ToHex() => _value.ToString("x16", CultureInfo.InvariantCulture);
}
