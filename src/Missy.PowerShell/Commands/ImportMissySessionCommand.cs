using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Makes conversations of files that Export-MissySession wrote: each whole, or not at all.</summary>
[Cmdlet(VerbsData.Import, "MissySession", SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class ImportMissySessionCommand : MissyCommand, ITellsWaits
{
    private string? _read;

    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string[] Path { get; set; } = [];

    /// <summary>The name to give the session; the one in the file when none is given.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Takes the place of what a session of that name holds.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var given in Path)
        {
            OrWriteError(given, () =>
            {
                var path = FilePath.Of(given, SessionState);
                if (ShouldProcess(path, "Make a session of it"))
                {
                    var caller = Caller;
                    _read = given;
                    WriteObject(Await(token => Task.Run(() => Client.ImportSession(path, Name, Force, caller), token)));
                }
            });
        }
    }

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) => new($"Reading {_read}", WaitText.Seconds(waited));
}
