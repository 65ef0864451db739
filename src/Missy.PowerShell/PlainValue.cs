using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Missy;

/// <summary>Takes PowerShell's own wrapping off a value and all that is in it.</summary>
internal static class PlainValue
{
    public static object? Of(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } made => Properties(made),
        PSObject wrapped => Of(wrapped.BaseObject),
        SwitchParameter flag => flag.IsPresent,
        string => value,
        Hashtable table => Entries(table, new Hashtable()),
        IDictionary map => Entries(map, new OrderedDictionary()),
        IEnumerable list => list.Cast<object?>().Select(Of).ToArray(),
        _ => value,
    };

    private static OrderedDictionary Properties(PSObject made)
    {
        var map = new OrderedDictionary();
        foreach (var property in made.Properties)
        {
            map[property.Name] = Of(property.Value);
        }

        return map;
    }

    private static IDictionary Entries(IDictionary from, IDictionary to)
    {
        foreach (DictionaryEntry entry in from)
        {
            to[Of(entry.Key)!] = Of(entry.Value);
        }

        return to;
    }
}
