using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>One key of a section: what it is called, what it may hold, and what it is for.</summary>
internal abstract class Field(string name, Kind kind, string description)
{
    internal string Name { get; } = name;

    /// <summary>Another spelling that is accepted; null = none.</summary>
    internal string? OtherName { get; init; }

    internal Kind Kind { get; } = kind;

    /// <summary>What it is for, as a sentence for editors.</summary>
    internal string Description { get; } = description;

    /// <summary>Its spellings.</summary>
    internal IEnumerable<string> Names => OtherName is null ? [Name] : [Name, OtherName];

    /// <summary>Writes its part of the JSON Schema.</summary>
    internal void WriteSchema(SchemaWriter writer, bool orNull)
    {
        writer.Json.WriteString("description", Description);
        Kind.WriteSchema(writer, orNull);
        if (PlainStandard is { } standard)
        {
            writer.Json.WritePropertyName("default");
            writer.Value(standard);
        }
    }

    internal bool IsNamed(string name) => name == Name || name == OtherName;

    /// <summary>What holds when the key is absent, as <see cref="Kind{T}.Plain"/> gives it.</summary>
    internal abstract object? PlainStandard { get; }

    /// <summary>Whether the default is a section whose keys have defaults of their own.</summary>
    internal abstract bool HasInnerStandards { get; }

    /// <summary>Reads the value; the default for null and, after the error was reported, for a bad one.</summary>
    internal abstract object? Read(YamlNode node, ReadScope scope);

    internal static Field<T?> Optional<T>(string name, Kind<T> kind, string description)
        where T : class => new(name, kind!, null, description);

    internal static Field<T?> OptionalValue<T>(string name, Kind<T> kind, string description)
        where T : struct => new(name, new OptionalKind<T>(kind), null, description);
}

/// <summary>One key of a section with the type of its value.</summary>
internal sealed class Field<T>(string name, Kind<T> kind, T standard, string description) : Field(name, kind, description)
{
    /// <summary>What holds when the key is absent.</summary>
    internal T Standard { get; } = standard;

    internal override object? PlainStandard => Standard is null ? null : kind.Plain(Standard);

    internal override bool HasInnerStandards => Standard is not null && kind.Fields.Count > 0;

    internal override object? Read(YamlNode node, ReadScope scope) =>
        !node.IsNull && kind.TryRead(node, scope, out var value) ? value : Standard;
}
