using System.Management.Automation;
using Missy.Completion;
using Missy.Providers;

namespace Missy.Commands;

/// <summary>What the commands about lists of models share: whose they are.</summary>
public abstract class ModelListCommand : MissyCommand
{
    /// <summary>Whose models; those of every provider that can be asked when none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Provider { get; set; }

    /// <summary>The names given; where none is, the providers that can be asked now.</summary>
    /// <param name="all">Whether those that cannot be asked are meant as well.</param>
    private protected IEnumerable<string> Names(bool all)
    {
        if (Provider is not null)
        {
            return Provider;
        }

        var registry = Client.Registry;
        if (all)
        {
            return registry.Names;
        }

        var local = Await(Client.DiscoverLocalAsync);
        IReadOnlyList<RegisteredProvider> providers = local is null ? registry.Providers : [local];
        return providers.Where(provider => provider.WhyUnavailable() is null).Select(provider => provider.Name);
    }
}
