using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Xml;
using Missy.Chat;

namespace Missy.Tools;

/// <summary>
/// The arguments of a model as PowerShell's own parameter binding takes them: by name, those that the tool declares and no others.
/// </summary>
internal static class ToolBinding
{
    /// <summary>The arguments of a call that fits its tool's schema.</summary>
    public static Hashtable Of(Tool tool, ToolCall call)
    {
        var bound = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry argument in call.Arguments!)
        {
            // A null stands for what is not given; the schema may let further names in, which are nobody's parameters.
            var name = (string)argument.Key;
            if (argument.Value is not null && (tool.Types.ContainsKey(name) || tool.TakesHashtable))
            {
                bound[name] = Value(argument.Value, tool.Types.GetValueOrDefault(name) ?? typeof(object));
            }
        }

        return bound;
    }

    private static object? Value(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            OrderedDictionary members => Members(members, type),
            object?[] items => Array.ConvertAll(items, item => Value(item, TypeSchema.ItemOf(type) ?? typeof(object))),

            // The schema asks for ISO 8601, which the binding does not know.
            string text when type == typeof(TimeSpan) && text.TrimStart('-').StartsWith('P') => Duration(text),
            _ => value,
        };
    }

    private static object Members(OrderedDictionary members, Type type)
    {
        if (type == typeof(PSObject) || type == typeof(PSCustomObject))
        {
            var made = new PSObject();
            foreach (DictionaryEntry member in members)
            {
                made.Properties.Add(new PSNoteProperty((string)member.Key, Value(member.Value, typeof(PSObject))));
            }

            return made;
        }

        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry member in members)
        {
            table[member.Key] = Value(member.Value, typeof(object));
        }

        return table;
    }

    private static object Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return text;
        }
    }
}
