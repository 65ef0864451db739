using System.Management.Automation;
using Missy.Providers;

namespace Missy.Commands;

/// <summary>
/// Asks the providers whose list of models is stale for a new one, all at once, and keeps the lists for this and other processes. A
/// provider that does not answer keeps its old list.
/// </summary>
[Cmdlet(VerbsData.Update, "MissyModelCache", SupportsShouldProcess = true)]
[OutputType(typeof(ModelRefresh))]
public sealed class UpdateMissyModelCacheCommand : ModelListCommand, ITellsWaits
{
    private readonly Latest<WorkDone> _listed = new();

    private readonly List<RegisteredProvider> _providers = [];

    /// <summary>Asks for fresh lists as well.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes what became of each list.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(null, () =>
    {
        foreach (var name in Names(all: false))
        {
            OrWriteError(name, () =>
            {
                var provider = Client.Registry.Get(name);
                if (!_providers.Contains(provider) && ShouldProcess(provider.Name, "Ask for its list of models"))
                {
                    _providers.Add(provider);
                }
            });
        }
    });

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) =>
        WaitText.Of("Asking for lists of models", "providers are done", _listed.Value, waited);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_providers.Count == 0)
        {
            return;
        }

        var result = Await(token => Client.RefreshModelsAsync(_providers, staleOnly: !Force, token, _listed));
        foreach (var refresh in result.Providers)
        {
            if (refresh.Failure is { } failure)
            {
                WriteError(ErrorRecords.Of(this, failure, refresh.Provider));
            }
            else
            {
                Tell(refresh.Outcome == ModelRefreshOutcome.Fresh
                    ? $"{refresh.Provider}: the list of {refresh.ListedAt:u} is fresh"
                    : $"{refresh.Provider}: {refresh.Count} models");
            }

            if (PassThru)
            {
                WriteObject(refresh);
            }
        }

        if (result.Unwritten is { } unwritten)
        {
            WriteError(ErrorRecords.Of(this, unwritten, null));
        }
    }
}
