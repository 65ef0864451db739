using System.Management.Automation;
using Missy.Completion;
using Missy.Providers;

namespace Missy.Commands;

/// <summary>
/// Lists models with context size and price where known: what services listed when they were last asked, what the configuration names
/// and what the catalogue knows.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MissyModel")]
[OutputType(typeof(ModelEntry))]
public sealed class GetMissyModelCommand : ModelListCommand, ITellsWaits
{
    private readonly Latest<WorkDone> _listed = new();

    // In the order in which they were named; all are asked at once, when all are known.
    private readonly List<RegisteredProvider> _asked = [];

    /// <summary>Ids or patterns; all when none is given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Also those of providers that cannot be asked now, with the reason.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Asks the services for their lists, and keeps them.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(null, () =>
    {
        foreach (var name in Names(All))
        {
            OrWriteError(name, () => Take(Client.Registry.Get(name)));
        }

        WriteNotices();
    });

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) =>
        WaitText.Of("Asking for lists of models", "providers are done", _listed.Value, waited);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_asked.Count == 0)
        {
            return;
        }

        var result = Await(token => Client.RefreshModelsAsync(_asked, staleOnly: false, token, _listed));
        foreach (var refresh in result.Providers)
        {
            OrWriteError(refresh.Provider, () =>
            {
                if (refresh.Failure is { } failure)
                {
                    throw failure;
                }
            });
            Write(refresh.Models);
        }

        if (result.Unwritten is { } unwritten)
        {
            WriteWarning(unwritten.Message);
        }
    }

    private void Take(RegisteredProvider provider)
    {
        if (!Refresh || (All && provider.WhyUnavailable() is not null))
        {
            Write(Client.KnownModels(provider));
        }
        else if (!_asked.Contains(provider))
        {
            _asked.Add(provider);
        }
    }

    private void Write(IReadOnlyList<ModelEntry> models) => WriteObject(models.Where(IsWanted), enumerateCollection: true);

    private bool IsWanted(ModelEntry model) =>
        Id is null || Array.Exists(Id, id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase).IsMatch(model.Id));
}
