using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>Lets a field of a value type have no value.</summary>
internal sealed class OptionalKind<T>(Kind<T> inner) : Kind<T?>
    where T : struct
{
    internal override Kind? Items => inner.Items;

    internal override IEnumerable<string> Choices => inner.Choices;

    internal override bool IsSecret => inner.IsSecret;

    internal override string Expects => inner.Expects;

    internal override bool TakesText(string text) => inner.TakesText(text);

    internal override object? Plain(T? value) => value is { } some ? inner.Plain(some) : null;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => inner.WriteSchema(writer, orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T? value)
    {
        var read = inner.TryRead(node, scope, out var inside);
        value = read ? inside : null;
        return read;
    }
}
