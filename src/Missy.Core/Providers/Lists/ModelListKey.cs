namespace Missy.Providers.Lists;

/// <summary>Whose list it is: the same name at another address is another service.</summary>
/// <param name="Provider">The registry name, in lower case.</param>
/// <param name="BaseUrl">The address without a slash at its end; null = the service's own.</param>
internal readonly record struct ModelListKey(string Provider, string? BaseUrl)
{
    public static ModelListKey Of(string provider, string? baseUrl) =>
        new(provider.ToLowerInvariant(), baseUrl?.TrimEnd('/') is { Length: > 0 } url ? url : null);

    public static ModelListKey Of(RegisteredProvider provider) => Of(provider.Name, provider.BaseUrl?.AbsoluteUri);
}
