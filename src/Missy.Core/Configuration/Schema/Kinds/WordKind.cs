using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>One of several words, in any case.</summary>
internal sealed class WordKind<T>(params (string Word, T Value)[] words) : Kind<T>
    where T : struct
{
    internal IEnumerable<string> Words => words.Select(static w => w.Word);

    internal override IEnumerable<string> Choices => Words;

    internal override string Expects => $"one of {string.Join(", ", Words)}";

    internal override bool TakesText(string text) => Words.Contains(text, StringComparer.OrdinalIgnoreCase);

    internal override object? Plain(T value) => words.First(word => word.Value.Equals(value)).Word;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.AnyOf(
        orNull, () => writer.Words(Words), () => writer.Text(SchemaWriter.AnyCase(Words), orNull: false));

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlScalar scalar)
        {
            WrongType(node, scope);
            return false;
        }

        var text = scalar.Text.Trim();
        foreach (var (word, meaning) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                value = meaning;
                return true;
            }
        }

        var ask = NearestNames.Ask(NearestNames.Find(text, Words, 1));
        scope.Error(node, DiagnosticCodes.UnknownWord, "The word is none of those accepted here.", $"{ask} Write {Expects}.".TrimStart());
        return false;
    }
}
