using System.Collections;
using System.Management.Automation;
using Missy.Completion;
using Missy.Tools;

namespace Missy.Commands;

/// <summary>
/// Makes a tool for <c>-Tool</c> from a command, whose parameters, types, validation and help become its schema, from a script
/// block in the same way, or from a script block and a schema of one's own. Nothing is run.
/// </summary>
[Cmdlet(VerbsCommon.New, "MissyTool", DefaultParameterSetName = FromCommand)]
[OutputType(typeof(Tool))]
public sealed class NewMissyToolCommand : MissyCommand
{
    private const string FromCommand = "Command";
    private const string FromScriptBlock = "ScriptBlock";
    private const string FromSchema = "Schema";

    /// <summary>The command: the name of a cmdlet, function, alias or script, or what Get-Command gives.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FromCommand)]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object? Command { get; set; }

    /// <summary>What runs. Without a schema its param(...) says what the model may give; with one and no param(...) it reads $args[0], a hashtable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromScriptBlock)]
    [Parameter(Mandatory = true, ParameterSetName = FromSchema)]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The JSON Schema of the arguments, an object schema, as JSON or as a hashtable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromSchema)]
    public object? Schema { get; set; }

    /// <summary>What the model calls it; letters, digits, _ and -, at most 64. A command's own name where none is given.</summary>
    [Parameter(ParameterSetName = FromCommand)]
    [Parameter(Mandatory = true, ParameterSetName = FromScriptBlock)]
    [Parameter(Mandatory = true, ParameterSetName = FromSchema)]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? Name { get; set; }

    /// <summary>What it does and when to use it. The synopsis of its help where none is given.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The parameter set of the command; its default one where none is given.</summary>
    [Parameter(ParameterSetName = FromCommand)]
    [Parameter(ParameterSetName = FromScriptBlock)]
    [Alias("ParameterSetName")]
    public string? ParameterSet { get; set; }

    /// <summary>The parameters that the model may give; all that it can where none is given.</summary>
    [Parameter(ParameterSetName = FromCommand)]
    [Parameter(ParameterSetName = FromScriptBlock)]
    public string[]? Parameter { get; set; }

    /// <summary>Parameters that the model may not give.</summary>
    [Parameter(ParameterSetName = FromCommand)]
    [Parameter(ParameterSetName = FromScriptBlock)]
    public string[] ExcludeParameter { get; set; } = [];

    /// <summary>Lets it run without asking, as tools do whose verb is Get, Test, Measure, Select, Find, Resolve, ConvertTo or ConvertFrom.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput)
        {
            OrWriteError(Command, () => WriteObject(Make()));
        }
        else
        {
            OrTerminate(() => WriteObject(Make()));
        }
    }

    private Tool Make()
    {
        var maker = new ToolMaker(InvokeCommand);
        var wish = new ToolWish
        {
            Name = Name,
            Description = Description,
            ParameterSet = ParameterSet,
            Parameters = Parameter,
            Excluded = ExcludeParameter,
            ReadOnly = ReadOnly,
        };
        return ParameterSetName switch
        {
            FromSchema => maker.OfSchema(SchemaText(), ScriptBlock!, wish),
            FromScriptBlock => maker.OfScript(ScriptBlock!, wish),
            _ => maker.OfCommand(Command is PSObject wrapped ? wrapped.BaseObject : Command, wish),
        };
    }

    private string SchemaText() => (Schema is PSObject wrapped ? wrapped.BaseObject : Schema) switch
    {
        string text => text,
        IDictionary or PSCustomObject => ItemText.Json(Schema!),
        _ => throw new MissyException(ErrorKind.InvalidRequest, "The schema is neither JSON text nor a hashtable."),
    };
}
