using Missy.Configuration;
using Missy.Providers;
using Missy.Usage;

namespace Missy;

/// <summary>A configuration with what it names of other files.</summary>
/// <param name="Config">The configuration, with the findings about all its files.</param>
/// <param name="Prices">The user's own prices.</param>
/// <param name="PricesPath">Where they are from; null when the configuration names no file.</param>
/// <param name="PricesStamp">How that file looked before it was read.</param>
internal sealed record ConfigFiles(ConfigResult Config, IReadOnlyList<PriceEntry> Prices, string? PricesPath, FileStamp PricesStamp)
{
    /// <summary>Whether the prices are still what their file holds.</summary>
    public bool ArePricesCurrent => PricesPath is null || FileStamp.Of(PricesPath) == PricesStamp;

    public static ConfigFiles Read(MissyClientOptions options, ConfigLocation location)
    {
        var known = new KnownNames(WireKinds.KnownWires, options.Catalogue.Names);
        var config = ConfigReader.ReadAt(location, known);
        if (config.Config.Usage.PricesPath is not { } written)
        {
            return new ConfigFiles(config, [], null, default);
        }

        var path = Path.Combine(Path.GetDirectoryName(location.Path) ?? "", ConfigLocation.ExpandHome(written, options.Environment));
        var stamp = FileStamp.Of(path);
        IReadOnlyList<string> configured = [.. config.Config.Providers.Select(provider => provider.Name), .. config.LeftOut.Keys];
        var (prices, findings) = PriceFile.Read(path, configured, known);
        return new ConfigFiles(config with { Diagnostics = [.. config.Diagnostics, .. findings] }, prices, path, stamp);
    }
}
