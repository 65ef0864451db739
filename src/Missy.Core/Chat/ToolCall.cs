using System.Collections;
using System.Text.Json;

namespace Missy.Chat;

/// <summary>
/// A call that the model asks for. Arguments that are not a JSON object are kept as they came and marked: a tool must never
/// run with arguments that the model did not give.
/// </summary>
public sealed record ToolCall
{
    private IDictionary? _arguments;

    /// <summary>Creates a call.</summary>
    /// <param name="id">The service's id of the call, which its result must name.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="rawArguments">The arguments as the service sent them: JSON text, or whatever came instead.</param>
    public ToolCall(string id, string name, string rawArguments)
    {
        Id = id;
        Name = name;
        RawArguments = rawArguments;
        Malformed = !JsonText.IsObject(rawArguments);
    }

    /// <summary>The service's id of the call; made up by Missy where a service gives none.</summary>
    public string Id { get; }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>The arguments as the service sent them.</summary>
    public string RawArguments { get; }

    /// <summary>True when <see cref="RawArguments"/> is not a JSON object, or one with half a character in a name.</summary>
    public bool Malformed { get; }

    /// <summary>The arguments by name, in the order sent; null when <see cref="Malformed"/>.</summary>
    public IDictionary? Arguments => Malformed ? null : _arguments ??= Parse(RawArguments);

    /// <inheritdoc/>
    public bool Equals(ToolCall? other) =>
        other is not null && Id == other.Id && Name == other.Name && RawArguments == other.RawArguments;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, RawArguments);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({RawArguments})";

    private static IDictionary Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (IDictionary)JsonText.ToObject(document.RootElement)!;
    }
}
