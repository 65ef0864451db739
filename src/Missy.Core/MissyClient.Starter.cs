using Missy.Configuration;
using Missy.Providers;

namespace Missy;

/// <content>What a first configuration is made of.</content>
public sealed partial class MissyClient
{
    private static readonly TimeSpan StarterLimit = TimeSpan.FromSeconds(0.5);

    /// <summary>Writes a starter configuration that names what was found, and the schema for editors beside it. It replaces nothing unasked, and no file that is not Missy's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a configuration that is there may be replaced.</param>
    /// <param name="cancellationToken">Ends the search; nothing is written then.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it is there already, or cannot be written; nothing has changed.</exception>
    public async Task<StarterResult> WriteStarterConfigAsync(string path, bool overwrite, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = await FindForStarterAsync(cancellationToken);
        return StarterConfig.Write(path, Catalogue, findings, CreateConfigSchema(), overwrite);
    }

    /// <summary>Looks for what can be used without a configuration: keys in the environment, and an Ollama, which has half a second to answer.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<StarterFindings> FindForStarterAsync(CancellationToken cancellationToken)
    {
        var found = new StarterFindings { Keys = StarterConfig.FindKeys(Catalogue, _options.Environment) };

        // As if there were no configuration: the one in effect may not allow it, or be what is to be replaced.
        var bare = Build(ConfigFiles.Read(_options, ConfigSource.Read(new ConfigLocation(null, ConfigPathSource.None))));
        if (bare.Registry.Find("ollama") is not { } ollama)
        {
            return found;
        }

        using var timer = new CallTimer(StarterLimit, _options.Time, cancellationToken);
        try
        {
            var models = await ollama.ListModelsAsync(timer.Token);
            return found with { Ollama = ollama.BaseUrl, OllamaModels = [.. models.Select(model => model.Id)] };
        }
        catch (Exception exception) when (exception is MissyException { Kind: not ErrorKind.Cancelled } || timer.Expired)
        {
            return found;
        }
    }
}
