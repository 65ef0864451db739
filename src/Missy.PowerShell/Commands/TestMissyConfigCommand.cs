using System.Management.Automation;
using Missy.Configuration;

namespace Missy.Commands;

/// <summary>Checks a configuration file and writes what it finds: file, line, key and remedy. Nothing found is nothing written.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MissyConfig")]
[OutputType(typeof(Diagnostic), typeof(bool))]
public sealed class TestMissyConfigCommand : MissyCommand
{
    /// <summary>The files; the one in effect when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <summary>Writes true when a file has no error, else false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null)
        {
            Test(Client.ConfigLocation);
            return;
        }

        foreach (var path in Path)
        {
            OrWriteError(path, () => Test(new ConfigLocation(FilePath.Of(path, SessionState), ConfigPathSource.Argument)));
        }
    }

    private void Test(ConfigLocation location)
    {
        Tell($"The configuration is {location.Path ?? "nowhere: there is no home folder"}.");
        var result = Client.ReadConfig(location);
        if (Quiet)
        {
            WriteObject(!result.HasErrors);
        }
        else
        {
            WriteObject(result.Diagnostics, enumerateCollection: true);
        }
    }
}
