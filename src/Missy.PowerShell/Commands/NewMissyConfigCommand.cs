using System.Management.Automation;
using Missy.Configuration;

namespace Missy.Commands;

/// <summary>Writes a commented starter configuration with the providers that the environment has keys for.</summary>
[Cmdlet(VerbsCommon.New, "MissyConfig", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewMissyConfigCommand : MissyCommand
{
    /// <summary>The file; the one that is in effect when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file's FileInfo.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Path, () =>
    {
        var path = (Path is null ? Client.ConfigLocation.Path : GetUnresolvedProviderPathFromPSPath(Path))
            ?? throw new MissyException(ErrorKind.Configuration, "There is no home folder to write the configuration to.")
            {
                Remedy = "Name a file with -Path, or set MISSY_CONFIG.",
            };
        if (!ShouldProcess(path, "Write a starter configuration"))
        {
            return;
        }

        try
        {
            ConfigFileWriter.WriteNew(path, StarterConfig.Create(Client.Catalogue, SystemEnvironment.Instance), Force);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(File.Exists(path) && !Force
                ? ErrorRecords.Of(exception, "ConfigExists", ErrorCategory.ResourceExists, path)
                : ErrorRecords.Of(exception, "ConfigNotWritten", ErrorCategory.WriteError, path));
            return;
        }

        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{path}"], force: true, literalPath: true), enumerateCollection: true);
        }
    });
}
