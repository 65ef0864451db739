using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Makes a provider the default of this runspace or of the process, after asking it whether it answers.</summary>
[Cmdlet(VerbsCommon.Set, "MissyDefaultProvider", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(ProviderInfo))]
public sealed class SetMissyDefaultProviderCommand : MissyCommand
{
    /// <summary>The provider.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Forgets the default, so that the next in the order decides.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Clear")]
    public SwitchParameter Clear { get; set; }

    /// <summary>For this runspace alone, or for every one of the process that has no default of its own.</summary>
    [Parameter]
    [ValidateSet("Runspace", "Process")]
    public string Scope { get; set; } = "Runspace";

    /// <summary>Writes it into the configuration too, so that it holds from the next session on. Comments there stay.</summary>
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter Persist { get; set; }

    /// <summary>Takes it without asking it.</summary>
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the provider.</summary>
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter PassThru { get; set; }

    private string ScopeInWords => Scope.Equals("Process", StringComparison.OrdinalIgnoreCase) ? "the process" : "this runspace";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var scope = Enum.Parse<DefaultScope>(Scope, ignoreCase: true);
        if (!Clear)
        {
            OrWriteError(Name, () => Set(scope));
        }
        else if (ShouldProcess($"the default provider of {ScopeInWords}", "Forget"))
        {
            Client.ClearDefaultProvider(Caller, scope);
        }
    }

    private void Set(DefaultScope scope)
    {
        var file = Persist ? $" and of '{Client.ConfigLocation.Path}'" : "";
        if (!ShouldProcess($"provider '{Client.Registry.Get(Name).Name}'", $"Make it the default of {ScopeInWords}{file}"))
        {
            return;
        }

        if (Persist)
        {
            Await(token => Client.PersistDefaultProviderAsync(Name, Caller, scope, probe: !Force, token));
        }
        else
        {
            Await(token => Client.SetDefaultProviderAsync(Name, Caller, scope, probe: !Force, token));
        }

        if (PassThru)
        {
            WriteObject(Await(token => Client.GetProviderAsync(Name, Caller, ask: false, token)));
        }
    }
}
