using System.Text.Json;
using System.Text.Json.Nodes;
using Missy.Chat;

namespace Missy;

/// <summary>A tool for <c>-Tool</c>: what a model is told of it, and the command or script block that it runs.</summary>
public sealed class Tool
{
    internal Tool(string name, string description, JsonObject schema, object target, IReadOnlyDictionary<string, Type> types)
    {
        Name = name;
        Description = description;
        Target = target;
        Types = types;
        using var document = JsonDocument.Parse(schema.ToJsonString());
        Definition = new ToolDefinition(name, description, document.RootElement.Clone());
    }

    /// <summary>Its name, as the model calls it.</summary>
    public string Name { get; }

    /// <summary>What it does, as the model reads it; empty when nobody says.</summary>
    public string Description { get; }

    /// <summary>Whether it runs without asking the user.</summary>
    public bool ReadOnly { get; internal init; }

    /// <summary>The command that it runs, with its module; null for a script block.</summary>
    public string? Command { get; internal init; }

    /// <summary>The parameter set that it uses; null where the command has one only.</summary>
    public string? ParameterSet { get; internal init; }

    /// <summary>The parameters that the model may give, in order.</summary>
    public IReadOnlyList<string> Parameters => new ItemList<string>([.. Types.Keys]);

    /// <summary>The JSON Schema of its arguments.</summary>
    public string Schema => Definition.Parameters.GetRawText();

    internal ToolDefinition Definition { get; }

    /// <summary>What runs: a <see cref="System.Management.Automation.CommandInfo"/> or a script block.</summary>
    internal object Target { get; }

    /// <summary>The type of each parameter, by its name as the model gives it.</summary>
    internal IReadOnlyDictionary<string, Type> Types { get; }

    /// <summary>Whether the arguments are given as one hashtable, to a script block without parameters.</summary>
    internal bool TakesHashtable { get; init; }

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
