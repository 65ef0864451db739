using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Lets providers be used in all runspaces of this process, also those that the configuration disables.</summary>
[Cmdlet(VerbsLifecycle.Enable, "MissyProvider", SupportsShouldProcess = true)]
[OutputType(typeof(ProviderInfo))]
public sealed class EnableMissyProviderCommand : ProviderToggleCommand
{
    private protected override bool Enabled => true;

    private protected override string Action => "Enable in this process";
}
