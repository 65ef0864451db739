using System.Globalization;
using System.Text;

namespace Missy.Configuration.Editing;

/// <summary>
/// Reads and writes dotted keys: <c>providers.x.api_keys[1].name</c>; a name that holds a dot or a bracket may stand in quotes:
/// <c>providers.'my.host'.model</c>.
/// </summary>
internal static class KeyPath
{
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: this is not a key.</exception>
    internal static IReadOnlyList<KeyStep> Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var steps = new List<KeyStep>();
        var at = 0;
        var needsName = true;
        while (at < key.Length || needsName)
        {
            if (!needsName && key[at] == '[')
            {
                steps.Add(Index(key, ref at));
                continue;
            }

            if (!needsName)
            {
                if (key[at++] != '.')
                {
                    throw Malformed();
                }
            }

            steps.Add(Name(key, ref at));
            needsName = false;
        }

        return steps;
    }

    /// <summary>The key as it is read back, with quotes only where they are needed.</summary>
    internal static string Show(IEnumerable<KeyStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.Name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
                continue;
            }

            text.Append(text.Length > 0 ? "." : "");
            var plain = step.Name.Length > 0 && step.Name[0] is not ('\'' or '"') && !step.Name.AsSpan().ContainsAny(".[]");
            text.Append(plain ? step.Name : $"'{step.Name.Replace("'", "''", StringComparison.Ordinal)}'");
        }

        return text.ToString();
    }

    private static KeyStep Index(string key, ref int at)
    {
        var end = key.IndexOf(']', at);
        if (end < 0 || !int.TryParse(key.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw Malformed();
        }

        at = end + 1;
        return new KeyStep(null, index);
    }

    private static KeyStep Name(string key, ref int at)
    {
        if (at < key.Length && key[at] is '\'' or '"')
        {
            return Quoted(key, ref at);
        }

        var end = key.AsSpan(at).IndexOfAny('.', '[') is var found and >= 0 ? at + found : key.Length;
        var name = key[at..end].Trim();
        at = end;
        return name.Length > 0 ? new KeyStep(name) : throw Malformed();
    }

    private static KeyStep Quoted(string key, ref int at)
    {
        var quote = key[at++];
        var name = new StringBuilder();
        while (at < key.Length)
        {
            if (key[at] != quote)
            {
                name.Append(key[at++]);
            }
            else if (at + 1 < key.Length && key[at + 1] == quote)
            {
                name.Append(quote);
                at += 2;
            }
            else
            {
                at++;
                return name.Length > 0 ? new KeyStep(name.ToString(), IsQuoted: true) : throw Malformed();
            }
        }

        throw Malformed();
    }

    // The key is not repeated: a value, perhaps a secret one, may have been given in its place.
    private static MissyException Malformed() => new(ErrorKind.Configuration, "This is not the key of a setting.")
    {
        Remedy = "Write names with dots between them, such as providers.anthropic.model; [0] for the first of a list; quotes around a name that holds a dot.",
    };
}
