using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;

namespace Missy;

/// <summary>
/// What of an object is data: dictionaries with text as keys, lists and values. Containers are followed, and what is alive in them
/// is not: one file, followed by its properties, is its drive, its provider and from there half of the process.
/// </summary>
internal sealed class ItemData
{
    /// <summary>How many containers may be in each other.</summary>
    public const int Depth = 32;

    // Those around the value that is looked at: one that holds itself twice would be 2^32.
    private readonly HashSet<object> _around = new(ReferenceEqualityComparer.Instance);

    /// <summary>The data of an object. Only on a pipeline's thread.</summary>
    public static object? Of(object? item) => new ItemData().Data(item, 0);

    private object? Data(object? value, int level)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null or string => plain,
            _ when ReferenceEquals(value, AutomationNull.Value) => null,
            IConvertible or DateTimeOffset or Guid or Uri or BigInteger => plain,
            SwitchParameter flag => flag.IsPresent,
            FileSystemInfo file => file.FullName,
            PSCustomObject => Inside(value!, level, () => Members((PSObject)value!, property => Data(property, level + 1))),
            IDictionary map => Inside(map, level, () => Entries(map, level)),
            IList list => Inside(list, level, () => list.Cast<object?>().Select(item => Data(item, level + 1)).ToArray()),
            IFormattable or Version or Type or ScriptBlock => Text(plain),
            _ when RecordText.Of(plain) is { } text => text,
            _ when level >= Depth => Text(plain),
            _ => Members(PSObject.AsPSObject(plain), Shallow),
        };
    }

    private object? Inside(object container, int level, Func<object> read)
    {
        if (level >= Depth || !_around.Add(container))
        {
            return Text(container);
        }

        var data = read();
        _around.Remove(container);
        return data;
    }

    private OrderedDictionary Entries(IDictionary map, int level)
    {
        // Names that differ in case are two names, in JSON as in such a map.
        var data = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
        {
            data[Text(entry.Key)] = Data(entry.Value, level + 1);
        }

        return data;
    }

    private static OrderedDictionary Members(PSObject item, Func<object?, object?> read)
    {
        var data = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in item.Properties)
        {
            data[property.Name] = read(Value(property));
        }

        return data;
    }

    private static object? Shallow(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        Enum name => name.ToString(),
        IConvertible plain => plain,
        null => null,
        var other => Text(other),
    };

    // One that cannot be read, such as of a process that has ended, is told as having no value.
    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            return null;
        }
    }

    private static string Text(object value)
    {
        try
        {
            return LanguagePrimitives.ConvertTo<string>(value);
        }
        catch (Exception exception) when (exception is PSInvalidCastException or (RuntimeException and not PipelineStoppedException))
        {
            return value.GetType().ToString();
        }
    }
}
