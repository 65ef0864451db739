using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A domain: <c>x.com</c>, or <c>*.x.com</c> for the names below it; where wanted, <c>*</c> for everything.</summary>
internal sealed class DomainKind(bool everything) : Kind<string>
{
    private static readonly TextKind Text = new("a domain such as example.com or *.example.com", 300);

    internal static DomainKind Domain { get; } = new(everything: false);

    internal static DomainKind RuleHost { get; } = new(everything: true);

    internal override string Expects => Text.Expects + (everything ? ", or \"*\" for every host" : "");

    internal override bool TakesText(string text) => !text.Contains('@', StringComparison.Ordinal);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text($@"^\s*(?:{(everything ? @"\*|" : "")}(?:\*\.)?[^\s/\\@?#\[\]%*]+)\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        var prefix = text.StartsWith("*.", StringComparison.Ordinal) ? "*." : "";
        if (everything && text == "*")
        {
            value = text;
        }
        else if (HostName.Normalize(text[prefix.Length..]) is { } name)
        {
            value = prefix + name;
        }
        else
        {
            BadForm(node, scope, "This is not a domain.", $"Write {Expects}, without scheme, port and path.");
        }

        return value is not null;
    }
}
