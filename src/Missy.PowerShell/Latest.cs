namespace Missy;

/// <summary>Keeps the last report of a work that goes on elsewhere. Safe for any number of threads.</summary>
internal sealed class Latest<T> : IProgress<T>
    where T : class
{
    private volatile T? _value;

    /// <summary>The last report; null when there is none.</summary>
    public T? Value => _value;

    /// <inheritdoc/>
    public void Report(T value) => _value = value;

    /// <summary>Forgets it, when the work is over.</summary>
    public void Clear() => _value = null;
}
