using System.Globalization;
using Missy.Configuration;
using Missy.Providers;
using Missy.Providers.Lists;

namespace Missy.Routing;

/// <summary>Whether a model that somebody named is missing from what its provider listed not long ago.</summary>
internal sealed class UnlistedModels(ProviderCatalogue catalogue, ModelLists lists, TimeSpan lifetime, TimeProvider time)
{
    private const string Latest = "-latest";

    /// <summary>What to warn of; null when the model is listed, or nothing can be said.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="id">The model's id there.</param>
    public string? WarningOf(RegisteredProvider provider, string id)
    {
        // Services of one's own account list what they could deploy, and take the names of what was deployed.
        if (IsConfigured(provider, id) || provider.Service.BaseUrlHint is not null)
        {
            return null;
        }

        var list = lists.FindForRoute(provider);
        if (list is not { Models.Count: > 0 } || !list.IsFresh(time.GetUtcNow(), lifetime) || IsListed(provider, id, list))
        {
            return null;
        }

        var nearest = NearestNames.Ask(NearestNames.Find(id, list.Models.Select(model => model.Id), 3));
        return string.Create(CultureInfo.InvariantCulture, $"{provider.Name} does not list a model '{id}' (asked at {list.ListedAt:yyyy-MM-dd HH:mm} UTC). {nearest}").TrimEnd();
    }

    private static bool IsConfigured(RegisteredProvider provider, string id) =>
        id.Equals(provider.Config.Model, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.FastModel, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.PremiumModel, StringComparison.OrdinalIgnoreCase);

    private bool IsListed(RegisteredProvider provider, string id, ModelList list) =>
        list.Contains(id)
        || (provider.Service.SlashIds && id.LastIndexOf(':') is > 0 and var variant && list.Contains(id[..variant]))
        || list.Models.Any(model => IsSame(model.Id, id))
        || IsKnownAlias(provider, id, list);

    // "claude-x" is listed as "claude-x-20251001", and "x" as "models/x". Two different days are two models.
    private static bool IsSame(string listed, string id)
    {
        if (listed.EndsWith("/" + id, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var (there, wanted) = (WithoutLatest(listed), WithoutLatest(id));
        var (model, asked) = (Undated(there), Undated(wanted));
        return (model is null || asked is null) && (model ?? there).Equals(asked ?? wanted, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsKnownAlias(RegisteredProvider provider, string id, ModelList list) =>
        provider.IsOwnHost
        && Undated(id) is null
        && catalogue.FindModel(provider.Service.Name, id) is { } known
        && list.Models.Any(model => catalogue.FindModel(provider.Service.Name, model.Id) == known);

    private static string WithoutLatest(string id) =>
        id.Length > Latest.Length && id.EndsWith(Latest, StringComparison.OrdinalIgnoreCase) ? id[..^Latest.Length] : id;

    /// <summary>The id without what pins it to a day or a build; null when nothing does.</summary>
    private static string? Undated(string id)
    {
        if (ModelIdSuffix.Strip(id) is { } undated)
        {
            return undated;
        }

        // Such as -001, -2411, -0613.
        var dash = id.LastIndexOf('-');
        return dash > 0 && id.Length - dash - 1 is 3 or 4 && id.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? id[..dash] : null;
    }
}
