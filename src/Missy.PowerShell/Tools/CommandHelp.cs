using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PowerShellEngine = System.Management.Automation.PowerShell;

namespace Missy.Tools;

/// <summary>What a command tells of itself: its synopsis, the help of its parameters, and their defaults where they are plain values.</summary>
internal sealed partial record CommandHelp
{
    public static CommandHelp None { get; } = new();

    public string Synopsis { get; private init; } = "";

    public IReadOnlyDictionary<string, string> Parameters { get; private init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, JsonNode> Defaults { get; private init; } = new Dictionary<string, JsonNode>();

    /// <summary>The help of a command. Only on a pipeline's thread; nothing is asked for online.</summary>
    public static CommandHelp Of(CommandInfo command) => command switch
    {
        FunctionInfo function => Of(function.ScriptBlock),
        ExternalScriptInfo script => Of(script.ScriptBlock),
        CmdletInfo cmdlet => Of(cmdlet),
        _ => None,
    };

    /// <summary>The help that stands in a script block's comments.</summary>
    public static CommandHelp Of(ScriptBlock script)
    {
        var function = script.Ast as FunctionDefinitionAst;
        var block = function?.Body ?? script.Ast as ScriptBlockAst;
        var help = function is null ? block?.GetHelpContent() : function.GetHelpContent();
        return new CommandHelp
        {
            Synopsis = help?.Synopsis ?? help?.Description ?? "",
            Parameters = help?.Parameters is { } told ? new Dictionary<string, string>(told, StringComparer.OrdinalIgnoreCase) : None.Parameters,
            Defaults = DefaultsOf(block?.ParamBlock?.Parameters ?? Enumerable.Empty<ParameterAst>()),
        };
    }

    /// <summary>Help as one line of limited length; empty for none.</summary>
    public static string Bounded(string? text, int length)
    {
        var line = Blanks().Replace(text ?? "", " ").Trim();
        return line.Length <= length ? line : $"{line[..(length - 1)].TrimEnd()}…";
    }

    private static CommandHelp Of(CmdletInfo cmdlet)
    {
        using var engine = PowerShellEngine.Create(RunspaceMode.CurrentRunspace);
        var name = string.IsNullOrEmpty(cmdlet.ModuleName) ? cmdlet.Name : $"{cmdlet.ModuleName}\\{cmdlet.Name}";
        var help = engine
            .AddCommand(@"Microsoft.PowerShell.Core\Get-Help")
            .AddParameter("Name", name)
            .AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke()
            .FirstOrDefault();

        // Where no help file is installed, it is made of the parameters, and tells nothing new.
        if (help is null || !help.TypeNames.Any(type => type.StartsWith("MamlCommandHelpInfo", StringComparison.Ordinal)))
        {
            return None;
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in LanguagePrimitives.GetEnumerable(Member(Member(help, "parameters"), "parameter")) ?? Array.Empty<object>())
        {
            if (Member(parameter, "name") is { } told)
            {
                parameters[LanguagePrimitives.ConvertTo<string>(told)] = TextOf(Member(parameter, "description"));
            }
        }

        return new CommandHelp { Synopsis = TextOf(Member(help, "Synopsis")), Parameters = parameters };
    }

    private static object? Member(object? holder, string name) => holder is null ? null : PSObject.AsPSObject(holder).Properties[name]?.Value;

    private static string TextOf(object? text) => string.Join(' ', (LanguagePrimitives.GetEnumerable(text) ?? new[] { text })
        .Cast<object?>()
        .Select(part => Member(part, "Text") ?? part)
        .Select(part => LanguagePrimitives.ConvertTo<string>(part)));

    private static Dictionary<string, JsonNode> DefaultsOf(IEnumerable<ParameterAst> parameters)
    {
        var defaults = new Dictionary<string, JsonNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            JsonNode? value = parameter.DefaultValue switch
            {
                StringConstantExpressionAst text => text.Value,
                ConstantExpressionAst { Value: int number } => number,
                ConstantExpressionAst { Value: long number } => number,
                ConstantExpressionAst { Value: double number } => number,
                VariableExpressionAst { VariablePath.UserPath: var name } when name.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
                VariableExpressionAst { VariablePath.UserPath: var name } when name.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
                _ => null,
            };
            if (value is not null)
            {
                defaults[parameter.Name.VariablePath.UserPath] = value;
            }
        }

        return defaults;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
