using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Missy.Tools;

/// <summary>Makes tools of commands and script blocks. Only on a pipeline's thread.</summary>
/// <param name="commands">Where commands are found.</param>
internal sealed partial class ToolMaker(CommandInvocationIntrinsics commands)
{
    private const int LongestName = 64;
    private const int LongestDescription = 1024;

    private static readonly HashSet<string> _readingVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "Get", "Test", "Measure", "Select", "Find", "Resolve", "ConvertTo", "ConvertFrom",
    };

    /// <summary>A tool of whatever a user gave for one.</summary>
    /// <param name="given">A tool, the name of a command, a command or a script block.</param>
    /// <param name="number">Its place among those given, from 1.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it cannot be one.</exception>
    public Tool Of(object? given, int number) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        Tool tool => tool,
        ScriptBlock script => OfScript(script, new ToolWish { Name = FormattableString.Invariant($"script_{number}") }),
        var command => OfCommand(command, new ToolWish()),
    };

    /// <summary>A tool of a command.</summary>
    /// <param name="given">Its name, or the command.</param>
    /// <param name="wish">What it is to be.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it cannot be one.</exception>
    public Tool OfCommand(object? given, ToolWish wish)
    {
        var command = Find(given);
        return Of(command, CommandHelp.Of(command), wish, target: command);
    }

    /// <summary>A tool of a script block with parameters of its own.</summary>
    /// <param name="script">The script block. It runs in the session state that it is bound to.</param>
    /// <param name="wish">What the tool is to be; it has a name.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it cannot be one.</exception>
    public Tool OfScript(ScriptBlock script, ToolWish wish) => Of(FunctionOf(script), CommandHelp.Of(script), wish, target: script);

    /// <summary>A tool with a schema of one's own.</summary>
    /// <param name="schema">The JSON Schema of its arguments: an object schema.</param>
    /// <param name="script">What runs: its parameters are the schema's properties; without parameters it gets a hashtable.</param>
    /// <param name="wish">What the tool is to be; it has a name.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the schema is none, or does not fit the script block.</exception>
    public Tool OfSchema(string schema, ScriptBlock script, ToolWish wish)
    {
        var declared = ObjectSchema(schema);
        var properties = declared["properties"] as JsonObject ?? [];
        var parameters = Own(FunctionOf(script).ParameterSets[0]).ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        if (parameters.Count > 0)
        {
            var required = declared["required"] is JsonArray names ? names.Select(name => (string?)name).ToList() : [];
            foreach (var (name, _) in properties)
            {
                Ensure(
                    parameters.ContainsKey(name),
                    $"The schema has '{name}', and the script block has no such parameter.",
                    "Give both the same names, or leave the script block's param(...) out and read $args[0].");
            }

            foreach (var parameter in parameters.Values.Where(parameter => parameter.IsMandatory))
            {
                Ensure(
                    required.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase),
                    $"The script block cannot run without '{parameter.Name}', which the schema does not require.",
                    "Add it to 'required' of the schema.");
            }
        }

        var types = properties.ToDictionary(
            property => property.Key, property => parameters.GetValueOrDefault(property.Key)?.ParameterType ?? typeof(object));
        return new Tool(NameOf(wish.Name!), Description(wish, CommandHelp.Of(script)), declared, script, types)
        {
            ReadOnly = wish.ReadOnly || Reads(wish.Name!),
            TakesHashtable = parameters.Count == 0,
        };
    }

    private static Tool Of(CommandInfo command, CommandHelp help, ToolWish wish, object target)
    {
        var sets = SetsOf(command);
        var set = Choose(command, sets, wish.ParameterSet);
        var chosen = ToolParameters.Choose(command.Name, Own(set), help, wish);
        var isScript = target is ScriptBlock;
        var name = NameOf(wish.Name ?? Path.GetFileNameWithoutExtension(command.Name));
        return new Tool(name, Description(wish, help, isScript ? null : command.Name), chosen.Schema, target, chosen.Types)
        {
            // A tool's name is anybody's choice; what a command does is told by its own.
            ReadOnly = wish.ReadOnly || Reads(isScript ? wish.Name! : command.Name),
            Command = isScript ? null : string.IsNullOrEmpty(command.ModuleName) ? command.Name : $"{command.ModuleName}\\{command.Name}",
            ParameterSet = sets.Count > 1 ? set.Name : null,
        };
    }

    private static ReadOnlyCollection<CommandParameterSetInfo> SetsOf(CommandInfo command)
    {
        try
        {
            return command.ParameterSets;
        }
        catch (RuntimeException exception)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The parameters of '{command.Name}' cannot be read: {exception.Message}", exception);
        }
    }

    private static CommandParameterSetInfo Choose(CommandInfo command, ReadOnlyCollection<CommandParameterSetInfo> sets, string? name)
    {
        var chosen = name is null
            ? sets.FirstOrDefault(set => set.IsDefault) ?? sets[0]
            : sets.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return chosen ?? throw Failure($"'{command.Name}' has no parameter set '{name}'.", $"It has: {string.Join(", ", sets.Select(set => set.Name))}.");
    }

    private static List<CommandParameterInfo> Own(CommandParameterSetInfo set) =>
        [.. set.Parameters.Where(parameter => !ToolParameters.Common.Contains(parameter.Name))];

    private static JsonObject ObjectSchema(string schema)
    {
        try
        {
            if (JsonNode.Parse(schema) is JsonObject declared
                && (declared["type"] is null || (declared["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "object")))
            {
                declared["type"] = "object";
                declared["properties"] ??= new JsonObject();
                return declared;
            }
        }
        catch (JsonException exception)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The schema is not JSON: {exception.Message}", exception);
        }

        throw Failure("The schema does not describe an object.", "A tool's arguments are an object: {\"type\": \"object\", \"properties\": {…}}.");
    }

    private CommandInfo Find(object? given)
    {
        var name = given is null or CommandInfo ? "" : LanguagePrimitives.ConvertTo<string>(given);
        var found = given as CommandInfo
            ?? (WildcardPattern.ContainsWildcardCharacters(name) || string.IsNullOrWhiteSpace(name) ? null : commands.GetCommand(name, CommandTypes.All));
        found = found is AliasInfo alias ? alias.ResolvedCommand : found;
        return found switch
        {
            null => throw Failure($"There is no command '{name}' to make a tool of.", "Give the name of one cmdlet, function, alias or script, or a script block."),
            CmdletInfo or FunctionInfo or ExternalScriptInfo => found,
            _ => throw Failure(
                $"'{found.Name}' is a program, which does not tell its parameters.",
                $"Make a tool of a script block that runs it: New-MissyTool -Name NAME -ScriptBlock {{ param([string] $Path) & '{found.Name}' $Path }}."),
        };
    }

    // Only a function tells the parameters of a script block, so it is one for a moment, in a scope of its own.
    private CommandInfo FunctionOf(ScriptBlock script)
    {
        var ask = ScriptBlock.Create(@"param($Block) ${function:local:MissyTool} = $Block; $made = Microsoft.PowerShell.Core\Get-Command MissyTool -CommandType Function; $null = $made.ParameterSets; $made");
        return (CommandInfo)commands.InvokeScript(useLocalScope: true, ask, null, script)[0].BaseObject;
    }

    // What all services take: letters, digits, _ and -, 64 of them.
    private static string NameOf(string name)
    {
        var clean = Unfit().Replace(name, "_");
        return clean.Length <= LongestName ? clean : clean[..LongestName];
    }

    private static string Description(ToolWish wish, CommandHelp help, string? command = null)
    {
        var text = wish.Description ?? help.Synopsis;
        text = string.IsNullOrWhiteSpace(text) && command is not null ? $"Runs the PowerShell command {command}." : text;
        return CommandHelp.Bounded(text, LongestDescription);
    }

    private static bool Reads(string name) => name.Split('-', 2) is [var verb, _] && _readingVerbs.Contains(verb);

    private static void Ensure(bool holds, string message, string remedy)
    {
        if (!holds)
        {
            throw Failure(message, remedy);
        }
    }

    private static MissyException Failure(string message, string remedy) => new(ErrorKind.InvalidRequest, message) { Remedy = remedy };

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Unfit();
}
