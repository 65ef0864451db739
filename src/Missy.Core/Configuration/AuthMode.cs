namespace Missy.Configuration;

/// <summary>How a key travels to the service.</summary>
public enum AuthMode
{
    /// <summary>As the wire protocol has it.</summary>
    Auto,

    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    Bearer,

    /// <summary>The header of the wire protocol, such as <c>x-api-key</c>.</summary>
    Header,

    /// <summary>No key is sent.</summary>
    None,
}
