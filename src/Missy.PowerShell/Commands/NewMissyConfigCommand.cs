using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Writes a commented starter configuration with the providers that there are keys for in the environment, an Ollama that answers, and a schema for editors beside it.</summary>
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
        var path = (Path is null ? Client.ConfigLocation.Path : FilePath.Of(Path, SessionState))
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
            Report(Await(cancellation => Client.WriteStarterConfigAsync(path, Force, cancellation)));
        }
        catch (MissyException exception) when (exception.InnerException is IOException or UnauthorizedAccessException)
        {
            WriteError(File.Exists(path) && !Force
                ? ErrorRecords.Of(exception.InnerException, "ConfigExists", ErrorCategory.ResourceExists, path)
                : ErrorRecords.Of(exception.InnerException, "ConfigNotWritten", ErrorCategory.WriteError, path));
            return;
        }

        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{path}"], force: true, literalPath: true), enumerateCollection: true);
        }
    });

    private void Report(StarterResult written)
    {
        foreach (var note in written.Notes.Where(note => note != written.SchemaProblem))
        {
            Tell(note);
        }

        if (written.SchemaProblem is { } problem)
        {
            WriteWarning(problem);
        }
    }
}
