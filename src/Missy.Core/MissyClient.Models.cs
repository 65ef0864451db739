using Missy.Inspection;
using Missy.Providers;
using Missy.Providers.Lists;

namespace Missy;

/// <content>What can be asked for.</content>
public sealed partial class MissyClient
{
    /// <summary>The models of one provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="live">True asks the service for its list; false tells what is known without asking.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="MissyException">The service was asked and did not answer.</exception>
    public async Task<IReadOnlyList<ModelEntry>> GetModelsAsync(
        RegisteredProvider provider, bool live, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (!live)
        {
            return KnownModels(provider);
        }

        var refresh = (await RefreshModelsAsync([provider], staleOnly: false, cancellationToken)).Providers[0];
        return refresh.Failure is { } failure ? throw failure : refresh.Models;
    }

    /// <summary>The models of one provider that are known without asking it: those that it listed when it was last asked, by whatever process, the configured ones and the catalogue's.</summary>
    /// <param name="provider">The provider.</param>
    public IReadOnlyList<ModelEntry> KnownModels(RegisteredProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var list = _lists.Find(provider);
        return Inspector.Models(provider, list, "cached", stale: list is not null && !IsFresh(list));
    }

    /// <summary>Asks providers for their lists, all at once, and keeps the lists for other processes. One that fails takes nothing from the others.</summary>
    /// <param name="providers">The providers; one that cannot be used now fails without being asked.</param>
    /// <param name="staleOnly">Whether those with a fresh list are left in peace.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <param name="progress">Hears of how many it is known what became of them; null = nobody wants to know.</param>
    public async Task<ModelRefreshResult> RefreshModelsAsync(
        IReadOnlyList<RegisteredProvider> providers, bool staleOnly, CancellationToken cancellationToken, IProgress<WorkDone>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var count = new PartCount(progress, providers.Count);
        var refreshes = await Task.WhenAll(providers.Select(provider => count.CountAsync(RefreshAsync(provider, staleOnly, cancellationToken))));
        var asked = providers.Where((_, index) => refreshes[index].Outcome == ModelRefreshOutcome.Refreshed).ToList();
        return new ModelRefreshResult(refreshes, asked.Count > 0 ? await _lists.SaveAsync(asked, cancellationToken) : null);
    }

    private bool IsFresh(ModelList list) => list.IsFresh(_options.Time.GetUtcNow(), Current.Config.Config.ModelsCacheTtl);

    private async Task<ModelRefresh> RefreshAsync(RegisteredProvider provider, bool staleOnly, CancellationToken cancellationToken)
    {
        var known = _lists.Find(provider);
        if (staleOnly && known is not null && IsFresh(known))
        {
            return new ModelRefresh(provider.Name, ModelRefreshOutcome.Fresh, Inspector.Models(provider, known, "cached", stale: false), known.Models.Count, known.ListedAt);
        }

        try
        {
            if (provider.WhyUnusable() is not null)
            {
                throw provider.Unavailable();
            }

            var list = _lists.Keep(provider, await provider.ListModelsAsync(cancellationToken));
            return new ModelRefresh(provider.Name, ModelRefreshOutcome.Refreshed, Inspector.Models(provider, list, "live", stale: false), list.Models.Count, list.ListedAt);
        }
        catch (MissyException failure)
        {
            var models = known is null ? [] : Inspector.Models(provider, known, "cached", stale: true);
            return new ModelRefresh(provider.Name, ModelRefreshOutcome.Failed, models, known?.Models.Count ?? 0, known?.ListedAt, failure);
        }
    }
}
