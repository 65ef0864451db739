namespace Missy.Routing;

/// <summary>For questions whose answer may be "nobody": what stands in the way is told by the call that meets it.</summary>
internal static class Lenient
{
    /// <summary>What <paramref name="find"/> gives; null when it fails with a <see cref="MissyException"/>.</summary>
    public static T? OrNull<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (MissyException)
        {
            return null;
        }
    }

    /// <summary>Does something that may fail with a <see cref="MissyException"/>.</summary>
    public static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (MissyException)
        {
            return;
        }
    }
}
