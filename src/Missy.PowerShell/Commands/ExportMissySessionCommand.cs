using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Writes conversations to files that only their owner may read: JSON, a line for the session and one a message.</summary>
[Cmdlet(VerbsData.Export, "MissySession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMissySessionCommand : SessionCommand, ITellsWaits
{
    private const string ByObject = "InputObject";
    private const string ByName = "Name";

    private string? _written;

    /// <summary>The sessions, by names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The sessions themselves.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public Session[] InputObject { get; set; } = [];

    /// <summary>The file, or a folder that is there, in which each session gets a file of its own.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("PSPath", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>Overwrites files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the FileInfo of each file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in ParameterSetName == ByName ? FindSessions(Name) : InputObject)
        {
            OrWriteError(session, () => Export(session));
        }
    }

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) => new($"Writing {Path}", WaitText.Seconds(waited));

    private void Export(Session session)
    {
        var path = FilePath.Of(Path, SessionState);
        path = Directory.Exists(path) ? global::System.IO.Path.Combine(path, MissyClient.ExportName(session)) : path;
        if (path == _written)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{path}' holds another session by now: a file holds one.")
            {
                Remedy = "Name a folder that is there, and each session gets a file of its own.",
            };
        }

        if (!ShouldProcess(path, $"Write session '{session.Name}'"))
        {
            return;
        }

        try
        {
            Wait(() => Task.Run(() => MissyClient.ExportSession(session, path, Force), StopToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(File.Exists(path) && !Force
                ? ErrorRecords.Of(exception, "FileExists", ErrorCategory.ResourceExists, path)
                : ErrorRecords.Of(exception, "FileNotWritten", ErrorCategory.WriteError, path));
            return;
        }

        _written = path;
        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{path}"], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
