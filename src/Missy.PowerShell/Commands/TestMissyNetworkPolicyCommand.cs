using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Says whether the network policy would let a request go to a URL, by which rule, and to which addresses. Nothing is sent.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MissyNetworkPolicy")]
[OutputType(typeof(PolicyVerdict), typeof(bool))]
public sealed class TestMissyNetworkPolicyCommand : MissyCommand
{
    /// <summary>The URLs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] Url { get; set; } = [];

    /// <summary>The HTTP method, for rules about single requests; a prompt is a POST.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "POST";

    /// <summary>Writes true or false for each.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var url in Url)
        {
            OrWriteError(url, () => Test(url));
        }
    }

    private void Test(string url)
    {
        var verdict = Await(token => Client.TestNetworkPolicyAsync(url, Method, token));
        WriteObject(Quiet ? verdict.Allowed : verdict);
    }
}
