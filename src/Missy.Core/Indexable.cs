namespace Missy;

/// <summary>
/// Lists as PowerShell can index them: by reflection it finds the indexer of arrays and of <see cref="List{T}"/>, and not the
/// explicit one of the read-only lists that the compiler makes, whose <c>[0]</c> would be null without a word.
/// </summary>
internal static class Indexable
{
    /// <summary>The list itself where it can be indexed, else a copy.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}
