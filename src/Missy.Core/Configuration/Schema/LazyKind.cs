using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>Puts off building a section's table until a file has that section: few files have more than three.</summary>
internal sealed class LazyKind<T>(Func<Kind<T>> make) : Kind<T>
    where T : class
{
    private Kind<T>? _kind;

    internal override IEnumerable<string> Choices => Inner.Choices;

    internal override bool IsSecret => Inner.IsSecret;

    internal override string Expects => Inner.Expects;

    internal override IReadOnlyList<Field> Fields => Inner.Fields;

    internal override Kind? Entries => Inner.Entries;

    internal override Kind? Items => Inner.Items;

    internal override object? Plain(T value) => Inner.Plain(value);

    internal Kind<T> Inner => _kind ??= make();

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => Inner.WriteSchema(writer, orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T value) =>
        Inner.TryRead(node, scope, out value);
}
