namespace Missy.Providers;

/// <summary>How a service of the catalogue takes its key.</summary>
public enum CatalogueAuth
{
    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    Bearer,

    /// <summary>The bare key in a header of its own, see <see cref="CatalogueProvider.AuthHeader"/>.</summary>
    Header,

    /// <summary>No key. A server of the user's own may still be given one, which then travels as Bearer.</summary>
    None,
}
