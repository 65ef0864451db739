namespace Missy;

/// <summary>A cmdlet that can say what it waits for, while a wait takes its time.</summary>
internal interface ITellsWaits
{
    /// <summary>What is waited for now. Called on the pipeline's thread.</summary>
    /// <param name="waited">How long the wait has lasted.</param>
    /// <returns>Null when there is nothing to tell.</returns>
    public WaitText? DescribeWait(TimeSpan waited);
}
