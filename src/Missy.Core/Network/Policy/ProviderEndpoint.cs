namespace Missy.Network;

/// <summary>A host that is in effect because a provider has it.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Url">Its address in effect.</param>
/// <param name="Local">Whether the provider counts as local.</param>
/// <param name="Setting">What of the provider says so, such as <c>base_url</c>.</param>
internal sealed record ProviderEndpoint(string Provider, Uri Url, bool Local, string Setting = "base_url")
{
    /// <summary>Whether the provider may be used now, and its host with it.</summary>
    public Func<bool> InEffect { get; init; } = static () => true;

    /// <summary>The rule's name.</summary>
    public string Rule => $"providers.{Provider}.{Setting}";
}
