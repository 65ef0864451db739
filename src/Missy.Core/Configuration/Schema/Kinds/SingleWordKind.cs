using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Words;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>One word as prompts are searched for it: letters, digits, marks and underscores.</summary>
internal sealed class SingleWordKind : Kind<string>
{
    private static readonly TextKind Text = new("a word of letters and digits", 100);

    internal override string Expects => Text.Expects;

    internal override bool TakesText(string text) => true;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.Text(@"^\s*[^\s.,;:!?/-]+\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out string value)
    {
        if (Text.TryRead(node, scope, out value) && !WordText.IsWord(value))
        {
            BadForm(node, scope, "This is not one word, and would never be found in a prompt.", "Write each word as an entry of its own, without spaces, hyphens and other punctuation.");
            value = null;
        }

        return value is not null;
    }
}
