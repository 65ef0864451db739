using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>What a value may be.</summary>
internal abstract class Kind
{
    /// <summary>What may be written, as the object of a sentence: <c>a whole number from 0 to 100</c>.</summary>
    internal abstract string Expects { get; }

    /// <summary>The keys of a mapping that has known ones.</summary>
    internal virtual IReadOnlyList<Field> Keys => [];

    /// <summary>What each item of a list may be; null when it is no list.</summary>
    internal virtual Kind? Items => null;

    /// <summary>What each value of a mapping with names of the user's own may be; null when it is no such mapping.</summary>
    internal virtual Kind? Values => null;

    /// <summary>The words that may be written; empty when there is no short list of them.</summary>
    internal virtual IEnumerable<string> Choices => [];

    /// <summary>Whether anything may stand below it.</summary>
    internal virtual bool IsFree => false;

    /// <summary>Whether text in its place is a secret or refers to one.</summary>
    internal virtual bool IsSecret => false;

    /// <summary>The finding that every kind makes about a value of another type. The value is not repeated: it may be a misplaced key.</summary>
    internal void WrongType(YamlNode node, ReadScope scope) =>
        scope.Error(node, DiagnosticCodes.WrongType, $"Expected {Expects}, found {node.Description}.", WrongTypeRemedy(node));

    internal void OutOfRange(YamlNode node, ReadScope scope, string message) =>
        scope.Error(node, DiagnosticCodes.OutOfRange, message, $"Write {Expects}.");

    internal void BadForm(YamlNode node, ReadScope scope, string message, string? remedy = null) =>
        scope.Error(node, DiagnosticCodes.BadForm, message, remedy ?? $"Write {Expects}.");

    protected virtual string WrongTypeRemedy(YamlNode node) => $"Write {Expects}.";
}

/// <summary>What a value may be, and how it is read.</summary>
internal abstract class Kind<T> : Kind
{
    /// <summary>Reads a value that is not null; false after at least one error was reported.</summary>
    internal abstract bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T value);
}
