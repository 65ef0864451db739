using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Changes one value of the configuration in its file; comments, order and everything else there stay.</summary>
[Cmdlet(VerbsCommon.Set, "MissyConfig", SupportsShouldProcess = true, DefaultParameterSetName = "Value")]
[OutputType(typeof(ConfigEdit))]
public sealed class SetMissyConfigCommand : MissyCommand
{
    /// <summary>The setting, as providers.anthropic.model; [0] for the first of a list, quotes around a name with dots.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConfigKeyCompleter))]
    public string Key { get; set; } = "";

    /// <summary>The new value: text, a number, a Boolean, $null, an array, or a hash table.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Value")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ConfigValueCompleter))]
    public object? Value { get; set; }

    /// <summary>Takes the setting out of the file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Remove")]
    public SwitchParameter Remove { get; set; }

    /// <summary>Writes what was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Key, () =>
    {
        var (path, key) = Client.DescribeConfigKey(Key);
        if (!ShouldProcess($"{key} in '{path}'", Remove ? "Remove the setting" : "Set the value"))
        {
            return;
        }

        var edit = Await(token => Client.SetConfigAsync(Key, PlainValue.Of(Value), Remove, token));
        foreach (var finding in edit.Findings)
        {
            WriteWarning($"{finding.Key}: {finding.Message} {finding.Remedy}");
        }

        if (PassThru)
        {
            WriteObject(edit);
        }
    });
}
