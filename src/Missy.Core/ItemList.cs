using System.Collections.ObjectModel;

namespace Missy;

/// <summary>
/// A list that cannot be changed, as results hold it. As text it is its items: that is what stands in a column of <c>Export-Csv</c>,
/// where another list leaves the name of its type.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class ItemList<T> : ReadOnlyCollection<T>
{
    /// <summary>A view of a list, which its owner leaves as it is from now on.</summary>
    /// <param name="items">The list.</param>
    public ItemList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>The items, <c>"; "</c> between them; empty when there is none.</summary>
    public override string ToString() => string.Join("; ", this);
}
