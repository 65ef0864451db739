namespace Missy.Configuration;

/// <summary>A model, and the provider it is meant at where that was said.</summary>
/// <param name="Provider">The provider as written; null when the text names a model alone.</param>
/// <param name="Model">The model id, never empty.</param>
public sealed record ModelReference(string? Provider, string Model)
{
    private static readonly char[] Separators = ['/', ':'];

    /// <summary>
    /// Reads <c>provider/model</c> or <c>provider:model</c>, split at the first separator; text without one is a model alone.
    /// Back-ticks and white space around it are dropped.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">Nothing is left, or one of the two parts is empty.</exception>
    public static ModelReference Parse(string text) =>
        TryParse(text, static _ => true) ?? throw new FormatException("Write the model as provider/model, or the model alone.");

    /// <summary>Splits only where the first segment is a provider: ids such as <c>llama3.2:1b</c> hold separators of their own.</summary>
    internal static ModelReference? TryParse(string text, Func<string, bool> isProvider)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim().Trim('`').Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var (first, rest) = Split(text);
        if (rest is null || (first.Length > 0 && !isProvider(first)))
        {
            return new ModelReference(null, text);
        }

        return first.Length > 0 && rest.Length > 0 ? new ModelReference(first, rest) : null;
    }

    /// <summary>The parts before and after the first separator; the second is null when there is none.</summary>
    internal static (string First, string? Remainder) Split(string text)
    {
        var at = text.IndexOfAny(Separators);
        return at < 0 ? (text, null) : (text[..at].Trim(), text[(at + 1)..].Trim());
    }

    /// <summary><c>provider/model</c>, or the model alone.</summary>
    public override string ToString() => Provider is null ? Model : $"{Provider}/{Model}";
}
