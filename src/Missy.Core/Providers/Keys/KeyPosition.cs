namespace Missy.Providers.Keys;

/// <summary>
/// Where the search for a provider's next key begins. It is known by the slot's name, so that a new order of the keys changes
/// nothing. Safe for any number of threads.
/// </summary>
internal sealed class KeyPosition
{
    private string? _next;

    /// <summary>The slot to look at first; null = the first of all.</summary>
    public string? Next => Volatile.Read(ref _next);

    /// <summary>Moves on, unless somebody else has done so since.</summary>
    /// <param name="from">What <see cref="Next"/> gave; the very same string.</param>
    /// <param name="to">The slot to look at first from now on.</param>
    /// <returns>False when somebody else has.</returns>
    public bool TryMove(string? from, string to) => ReferenceEquals(Interlocked.CompareExchange(ref _next, to, from), from);
}
