using Missy.Configuration;
using Missy.Providers;

namespace Missy;

/// <content>What the configuration says, and what it may say.</content>
public sealed partial class MissyClient
{
    /// <summary>The JSON Schema of the configuration with the catalogue's names, for editors.</summary>
    public string CreateConfigSchema() => ConfigSchema.Create(new KnownNames(WireKinds.KnownWires, Catalogue.Names));
}
