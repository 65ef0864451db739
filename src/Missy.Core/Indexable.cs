namespace Missy;

/// <summary>
/// Lists as PowerShell can index them: by reflection it finds the indexer of <see cref="ItemList{T}"/>, and not the explicit one of
/// the read-only lists that the compiler makes, whose <c>[0]</c> would be null without a word.
/// </summary>
internal static class Indexable
{
    /// <summary>The list itself where it is one already, else a view of it.</summary>
    public static ItemList<T> Of<T>(IReadOnlyList<T> list) => list as ItemList<T> ?? new ItemList<T>(list as IList<T> ?? list.ToArray());

    /// <summary>The items as text, <c>"; "</c> between them; empty when there is none.</summary>
    public static string Text<T>(IReadOnlyList<T> list) => Of(list).ToString();

    /// <summary>A list of nothing, always the same.</summary>
    public static ItemList<T> None<T>() => Empty<T>.List;

    private static class Empty<T>
    {
        public static readonly ItemList<T> List = new([]);
    }
}
