using Missy.Configuration;
using Missy.Configuration.Files;
using Missy.Providers;
using Missy.Usage;

namespace Missy;

/// <summary>A configuration with what it names of other files.</summary>
/// <param name="Source">The file that the configuration was read from.</param>
/// <param name="Config">The configuration, with the findings about all its files.</param>
/// <param name="Prices">The user's own prices.</param>
/// <param name="PricesPath">Where they are from; null when the configuration names no file.</param>
/// <param name="PricesStamp">How that file looked before it was read.</param>
internal sealed record ConfigFiles(
    ConfigSource Source, ConfigResult Config, IReadOnlyList<PriceEntry> Prices, string? PricesPath, FileStamp PricesStamp)
{
    /// <summary>Whether the prices are still what their file holds.</summary>
    public bool ArePricesCurrent => PricesPath is null || FileStamp.Of(PricesPath) == PricesStamp;

    /// <summary>Understands what a place holds, and reads the files that it names.</summary>
    public static ConfigFiles Read(MissyClientOptions options, ConfigSource source)
    {
        var location = source.Location;
        var known = new KnownNames(WireKinds.KnownWires, options.Catalogue.Names);
        var config = source.Parse(known);
        if (config.Config.Usage.PricesPath is not { } written)
        {
            return new ConfigFiles(source, config, [], null, FileStamp.None);
        }

        var path = Path.Combine(Path.GetDirectoryName(location.Path) ?? "", ConfigLocation.ExpandHome(written, options.Environment));
        var stamp = FileStamp.Of(path);
        IReadOnlyList<string> configured = [.. config.Config.Providers.Select(provider => provider.Name), .. config.LeftOut.Keys];
        var (prices, findings) = PriceFile.Read(path, configured, known);
        return new ConfigFiles(source, config with { Diagnostics = [.. config.Diagnostics, .. findings] }, prices, path, stamp);
    }
}
