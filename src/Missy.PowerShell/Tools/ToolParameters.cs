using System.Management.Automation;
using System.Text.Json.Nodes;

namespace Missy.Tools;

/// <summary>The parameters of a command that a model may give, as the schema of its arguments.</summary>
/// <param name="Schema">An object schema that allows nothing else.</param>
/// <param name="Types">The type of each, by name.</param>
internal sealed record ToolParameters(JsonObject Schema, IReadOnlyDictionary<string, Type> Types)
{
    /// <summary>The parameters that every command has: how it tells of itself is not the model's to say, nor whether it asks.</summary>
    public static IReadOnlySet<string> Common { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable",
        "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "UseTransaction",
    };

    /// <summary>Chooses among the parameters of one set.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: a name is none of them, or the command cannot run without one that is left out.</exception>
    public static ToolParameters Choose(string command, IReadOnlyList<CommandParameterInfo> parameters, CommandHelp help, ToolWish wish)
    {
        EnsureKnown(command, parameters, [.. wish.Parameters ?? [], .. wish.Excluded]);
        var properties = new JsonObject();
        var required = new JsonArray();
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var schema = IsWanted(parameter, wish) ? ParameterSchema.Of(parameter, help) : null;
            if (schema is null)
            {
                EnsureNotNeeded(command, parameter);
                continue;
            }

            properties[parameter.Name] = schema;
            types[parameter.Name] = parameter.ParameterType;
            if (parameter.IsMandatory)
            {
                required.Add((JsonNode)parameter.Name);
            }
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        whole["additionalProperties"] = false;
        return new ToolParameters(whole, types);
    }

    // A variable that a command sets for its caller can be any of the user's, unless the user says otherwise.
    private static bool IsWanted(CommandParameterInfo parameter, ToolWish wish) =>
        !Contains(wish.Excluded, parameter.Name)
        && (wish.Parameters is { } named
            ? Contains(named, parameter.Name)
            : parameter.IsMandatory || parameter.ParameterType != typeof(string) || !parameter.Name.EndsWith("Variable", StringComparison.OrdinalIgnoreCase));

    private static void EnsureKnown(string command, IReadOnlyList<CommandParameterInfo> parameters, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } unknown)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{command}' has no parameter '{unknown}' that a tool could have.")
            {
                Remedy = $"It has: {string.Join(", ", parameters.Select(parameter => parameter.Name))}.",
            };
        }
    }

    private static void EnsureNotNeeded(string command, CommandParameterInfo parameter)
    {
        if (parameter.IsMandatory)
        {
            throw new MissyException(
                ErrorKind.InvalidRequest,
                $"'{command}' cannot run without '{parameter.Name}' ({parameter.ParameterType.Name}), which is left out or which no model can give.")
            {
                Remedy = "Name another parameter set, or make the tool of a script block that gives the parameter itself.",
            };
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
