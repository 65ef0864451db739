using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Checks configuration, key, address and service of providers, and says what to do about what is wrong.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MissyProvider")]
[OutputType(typeof(ProviderTest), typeof(bool))]
public sealed class TestMissyProviderCommand : MissyCommand, ITellsWaits
{
    private string? _tested;
    private int _done;

    /// <summary>The providers; all when none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Writes true or false for each, and no error for a name that does not exist.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null)
        {
            OrTerminate(() => Name = [.. Await(token => Client.GetProvidersAsync(Caller, ask: false, token)).Select(provider => provider.Name)]);
        }

        foreach (var name in Name!)
        {
            OrWriteError(name, () => Test(name));
            _done++;
        }
    }

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) =>
        _tested is null ? null : WaitText.Of($"Testing {_tested}", "providers tested", MyInvocation.ExpectingInput ? null : new WorkDone(_done, Name!.Length), waited);

    private void Test(string name)
    {
        _tested = name;
        if (Quiet)
        {
            WriteObject(Client.Registry.Find(name) is not null && Await(token => Client.TestProviderAsync(name, token)).Passed);
        }
        else
        {
            WriteObject(Await(token => Client.TestProviderAsync(name, token)));
        }
    }
}
