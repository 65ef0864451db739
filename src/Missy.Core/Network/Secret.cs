using System.Diagnostics;

namespace Missy.Network;

/// <summary>A key or token. However it is shown, it is masked; it is revealed where the header is written and nowhere else.</summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The secret itself; surrounding white space, which no header may carry, is cut off.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value.Trim();
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    // Whatever is revealed may come back in somebody's words.
    internal string Reveal()
    {
        Redactor.Process.Learn(_value);
        return _value;
    }
}
