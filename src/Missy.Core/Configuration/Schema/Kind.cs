using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>What a value may be.</summary>
internal abstract class Kind
{
    /// <summary>What may be written, as the object of a sentence: <c>a whole number from 0 to 100</c>.</summary>
    internal abstract string Expects { get; }

    /// <summary>The words that may be written; empty when there is no short list of them.</summary>
    internal virtual IEnumerable<string> Choices => [];

    /// <summary>Whether text in its place is a secret or refers to one.</summary>
    internal virtual bool IsSecret => false;

    /// <summary>The finding that every kind makes about a value of another type. The value is not repeated: it may be a misplaced key.</summary>
    internal void WrongType(YamlNode node, ReadScope scope) =>
        scope.Error(node, DiagnosticCodes.WrongType, $"Expected {Expects}, found {node.Description}.", WrongTypeRemedy(node));

    internal void OutOfRange(YamlNode node, ReadScope scope, string message) =>
        scope.Error(node, DiagnosticCodes.OutOfRange, message, $"Write {Expects}.");

    internal void BadForm(YamlNode node, ReadScope scope, string message, string? remedy = null) =>
        scope.Error(node, DiagnosticCodes.BadForm, message, remedy ?? $"Write {Expects}.");

    /// <summary>The keys of a mapping; empty when none may stand here, or its names are the user's own.</summary>
    internal virtual IReadOnlyList<Field> Fields => [];

    /// <summary>What stands under the names of a mapping whose names are the user's own; null = no such mapping may stand here.</summary>
    internal virtual Kind? Entries => null;

    /// <summary>What the items of a list are; null = no list may stand here.</summary>
    internal virtual Kind? Items => null;

    /// <summary>Whether the text can be meant here. What cannot is never shown: it may be a misplaced key.</summary>
    /// <param name="text">The text, trimmed.</param>
    internal virtual bool TakesText(string text) => false;

    /// <summary>A value as anybody may see it.</summary>
    internal virtual object? Show(YamlScalar value) =>
        value.Type == YamlScalarType.Text ? TakesText(value.Text.Trim()) ? PublicText.Of(value.Text.Trim()) : SecretReference.Mask : value.Value;

    /// <summary>A key as anybody may see it; a key of the user's own may be a value that slipped.</summary>
    internal virtual string ShowKey(string name) => name;

    /// <summary>Writes the keywords of JSON Schema that say the same; the object that they go into is open.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="orNull">Whether nothing may stand here too.</param>
    internal abstract void WriteSchema(SchemaWriter writer, bool orNull);

    protected virtual string WrongTypeRemedy(YamlNode node) => $"Write {Expects}.";
}

/// <summary>What a value may be, and how it is read.</summary>
internal abstract class Kind<T> : Kind
{
    /// <summary>Reads a value that is not null; false after at least one error was reported.</summary>
    internal abstract bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T value);

    /// <summary>
    /// A value in the form of the file: null, a Boolean, a long, a double, text, or an empty array for a list that holds
    /// nothing. Mappings have none.
    /// </summary>
    internal virtual object? Plain(T value) => null;

    /// <summary>A number as YAML gives it.</summary>
    protected static object Number(double value) => value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? (object)(long)value : value;
}
