using System.Management.Automation;
using Missy.Completion;
using Missy.Providers;

namespace Missy.Commands;

/// <summary>Lists models with context size and price where known: what the configuration names and what the catalogue knows.</summary>
[Cmdlet(VerbsCommon.Get, "MissyModel")]
[OutputType(typeof(ModelEntry))]
public sealed class GetMissyModelCommand : MissyCommand
{
    /// <summary>Whose models; those of every provider that can be asked when none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Provider { get; set; }

    /// <summary>Ids or patterns; all when none is given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Also those of providers that cannot be asked now, with the reason.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Asks the services for their lists.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(null, () =>
    {
        foreach (var name in Provider ?? Names())
        {
            OrWriteError(name, () => List(Client.Registry.Get(name)));
        }
    });

    private IEnumerable<string> Names()
    {
        var registry = Client.Registry;
        if (All)
        {
            return registry.Names;
        }

        var local = Await(Client.DiscoverLocalAsync);
        IReadOnlyList<RegisteredProvider> providers = local is null ? registry.Providers : [local];
        return providers.Where(provider => provider.WhyUnavailable() is null).Select(provider => provider.Name);
    }

    private void List(RegisteredProvider provider)
    {
        var available = provider.WhyUnavailable() is null;
        if (!available && Refresh && !All)
        {
            throw provider.Unavailable();
        }

        var models = Refresh && available
            ? Await(token => Client.GetModelsAsync(provider, live: true, token))
            : Client.KnownModels(provider);
        WriteObject(models.Where(IsWanted), enumerateCollection: true);
    }

    private bool IsWanted(ModelEntry model) =>
        Id is null || Array.Exists(Id, id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase).IsMatch(model.Id));
}
