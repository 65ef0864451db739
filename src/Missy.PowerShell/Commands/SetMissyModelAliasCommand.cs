using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Lets a short name stand for a model at a provider, in this runspace.</summary>
[Cmdlet(VerbsCommon.Set, "MissyModelAlias", SupportsShouldProcess = true)]
[OutputType(typeof(ModelAlias))]
public sealed class SetMissyModelAliasCommand : MissyCommand
{
    /// <summary>The short name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(AliasCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The model as provider/model; its id alone where the provider is given.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(QualifiedModelCompleter))]
    public string Model { get; set; } = "";

    /// <summary>The provider, where the model does not name it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>Writes the alias.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Name, () =>
    {
        var target = string.IsNullOrWhiteSpace(Provider) ? Model : $"{Provider}/{Model}";
        if (!ShouldProcess($"alias '{Name}'", $"Let it stand for {target} in this runspace"))
        {
            return;
        }

        var alias = Client.SetAlias(Caller, Name, Provider, Model);
        if (PassThru)
        {
            WriteObject(alias);
        }
    });
}
