using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Tells how far many calls are, a few times a second at most; nothing of a single one.</summary>
internal sealed class AskProgress(Cmdlet command, TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Its id, one that the user's own Write-Progress will hardly use.</summary>
    public const int Id = 0x4D53;

    private int _begun;
    private int _done;
    private long? _toldAt;

    /// <summary>An item's call has begun.</summary>
    public void Began()
    {
        _begun++;
        Tell();
    }

    /// <summary>An item's answer or error is there.</summary>
    public void Done()
    {
        _done++;
        Tell();
    }

    /// <summary>There is no more to tell.</summary>
    public void End()
    {
        if (_toldAt is null)
        {
            return;
        }

        _toldAt = null;
        var record = Record();
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

    private void Tell()
    {
        if (_begun > 1 && (_toldAt is not { } last || time.GetElapsedTime(last) >= _pause))
        {
            _toldAt = time.GetTimestamp();
            command.WriteProgress(Record());
        }
    }

    // One of its own each time: whoever reads the stream later finds each as it was.
    private ProgressRecord Record() => new(Id, "Asking", $"{_done} done, {_begun - _done} under way");
}
