using System.Management.Automation;

namespace Missy;

/// <summary>
/// Shows what a cmdlet waits for: once a wait has lasted a second, and then twice a second until it ends. Used on the pipeline's
/// thread alone.
/// </summary>
internal sealed class WaitProgress(PSCmdlet command, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    // Beside that of many calls, and one that the user's own Write-Progress will hardly use.
    private const int Id = 0x4D54;

    private readonly ITellsWaits? _teller = command as ITellsWaits;
    private WaitText? _shown;
    private long _begun;
    private TimeSpan _next;

    /// <summary>How long until there is something to tell; infinite when there never will be.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = _teller is null ? Timeout.InfiniteTimeSpan : _next - time.GetElapsedTime(_begun);
            return _teller is null || left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A wait begins.</summary>
    public void Begin()
    {
        if (_teller is not null)
        {
            _begun = time.GetTimestamp();
            _next = _patience;
        }
    }

    /// <summary>Tells what is waited for.</summary>
    public void Tell()
    {
        var waited = time.GetElapsedTime(_begun);
        _next = waited + _pause;
        if (_teller!.DescribeWait(waited) is not { } text)
        {
            return;
        }

        _shown = text;
        command.WriteProgress(Record(text));
    }

    /// <summary>There is nothing more to tell, for now.</summary>
    public void End()
    {
        if (_shown is not { } text)
        {
            return;
        }

        _shown = null;
        var record = Record(text);
        record.RecordType = ProgressRecordType.Completed;
        try
        {
            command.WriteProgress(record);
        }
        catch (PipelineStoppedException)
        {
            // Who stopped the command has its host take away what is left of it.
        }
    }

    // One of its own each time: whoever reads the stream later finds each as it was.
    private static ProgressRecord Record(WaitText text) =>
        new(Id, text.Activity, text.Status) { PercentComplete = text.Percent, ParentActivityId = text.Parent };
}
