using System.Text.Json.Serialization;

namespace Missy;

/// <summary>Where an alias comes from. Of two with the same name, the one that comes first here holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AliasSource>))]
public enum AliasSource
{
    /// <summary>The runspace set it for itself.</summary>
    Runspace,

    /// <summary>The section <c>aliases</c> of the configuration.</summary>
    Configuration,

    /// <summary>Missy's own data.</summary>
    BuiltIn,
}
