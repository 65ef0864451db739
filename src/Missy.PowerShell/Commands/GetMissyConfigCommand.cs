using System.Management.Automation;
using Missy.Completion;
using Missy.Configuration;

namespace Missy.Commands;

/// <summary>Shows the settings of the configuration in effect, or of another file; secrets are masked.</summary>
[Cmdlet(VerbsCommon.Get, "MissyConfig")]
[OutputType(typeof(ConfigSetting))]
public sealed class GetMissyConfigCommand : MissyCommand
{
    /// <summary>Dotted keys of settings or sections, or patterns of them; all settings of the file when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string[]? Key { get; set; }

    /// <summary>Another file than the one in effect.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Lists the defaults that the file does not name as well.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Path, () =>
    {
        var location = Path is null ? null : new ConfigLocation(FilePath.Of(Path, SessionState), ConfigPathSource.Argument);
        Tell($"The configuration is {(location ?? Client.ConfigLocation).Path ?? "nowhere: there is no home folder"}.");
        var settings = Client.GetSettings(location, All);
        if (Key is null)
        {
            WriteObject(settings, enumerateCollection: true);
            return;
        }

        foreach (var key in Key)
        {
            OrWriteError(key, () => WriteObject(MissyClient.PickSettings(settings, key), enumerateCollection: true));
        }
    });
}
