using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Lets providers no longer be used in all runspaces of this process, until they are enabled again. Calls that are under way go on.
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "MissyProvider", SupportsShouldProcess = true)]
[OutputType(typeof(ProviderInfo))]
public sealed class DisableMissyProviderCommand : ProviderToggleCommand
{
    private protected override bool Enabled => false;

    private protected override string Action => "Disable in this process";
}
