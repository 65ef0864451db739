namespace Missy.Inspection;

/// <summary>Counts the parts of a work that end side by side, and tells of each in the order of their ends.</summary>
/// <param name="progress">Who wants to know; null = nobody.</param>
/// <param name="total">How many parts there are.</param>
internal sealed class PartCount(IProgress<WorkDone>? progress, int total)
{
    private readonly object _lock = new();
    private int _done;

    /// <summary>Counts a part once it has ended, well or not.</summary>
    public async Task<T> CountAsync<T>(Task<T> part)
    {
        try
        {
            return await part;
        }
        finally
        {
            if (progress is not null)
            {
                lock (_lock)
                {
                    progress.Report(new WorkDone(++_done, total));
                }
            }
        }
    }
}
