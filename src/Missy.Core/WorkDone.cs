namespace Missy;

/// <summary>How much of a work of many parts is done, for whoever shows it while it goes on.</summary>
/// <param name="Done">How many parts are done.</param>
/// <param name="Total">How many there are.</param>
public sealed record WorkDone(int Done, int Total);
