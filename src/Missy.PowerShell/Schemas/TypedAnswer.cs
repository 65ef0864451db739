using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace Missy.Schemas;

/// <summary>
/// Makes an instance of a type of an answer, guided by the type: a table stays one, and a number is read as what it is to be. What
/// <see cref="AnswerObjects"/> makes of it without a type has lost both.
/// </summary>
internal static class TypedAnswer
{
    /// <summary>The instance.</summary>
    /// <exception cref="InvalidCastException">The value cannot become the type.</exception>
    public static object? Of(JsonElement value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value.ValueKind == JsonValueKind.Null ? null
            : type.IsEnum || AnswerTypes.Values.ContainsKey(type) ? LanguagePrimitives.ConvertTo(Scalar(value, type), type, CultureInfo.InvariantCulture)
            : AnswerTypes.MapOf(type) is { } member ? Map(value, type, member)
            : AnswerTypes.IsTable(type) ? Table(value, type)
            : AnswerTypes.ItemOf(type) is { } item ? List(value, type, item)
            : AnswerTypes.IsObject(type) ? Instance(value, type)
            : AnswerObjects.Plain(Untyped(value));
    }

    private static object Scalar(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => Number(value, type),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new InvalidCastException($"{value.ValueKind} is no {type.Name}."),
    };

    // A double holds 15 digits, a decimal 28 and an integer all of its own.
    private static object Number(JsonElement value, Type type) =>
        type == typeof(double) || type == typeof(float) ? value.GetDouble()
        : type != typeof(decimal) && value.TryGetInt64(out var integer) ? integer
        : type != typeof(decimal) && value.TryGetUInt64(out var count) ? count
        : value.TryGetDecimal(out var exact) ? exact
        : value.GetDouble();

    private static object Map(JsonElement value, Type type, Type member)
    {
        var map = Activator.CreateInstance(type.IsInterface ? typeof(Dictionary<,>).MakeGenericType(typeof(string), member) : type)!;
        var entries = typeof(IDictionary<,>).MakeGenericType(typeof(string), member).GetProperty("Item")!;
        foreach (var entry in value.EnumerateObject())
        {
            entries.SetValue(map, Of(entry.Value, member), [entry.Name]);
        }

        return map;
    }

    private static IDictionary Table(JsonElement value, Type type)
    {
        var table = New(type, IgnoringCase(value));
        foreach (var entry in value.EnumerateObject())
        {
            table[entry.Name] = Untyped(entry.Value);
        }

        return table;
    }

    // As PowerShell's own: found in either case, where no two names differ in case alone.
    private static StringComparer IgnoringCase(JsonElement value)
    {
        var names = value.EnumerateObject().Select(entry => entry.Name).Distinct().ToList();
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    }

    private static IDictionary New(Type type, StringComparer comparer) =>
        type == typeof(Hashtable) ? new Hashtable(comparer)
        : type.IsAssignableFrom(typeof(OrderedDictionary)) ? new OrderedDictionary(comparer)
        : (IDictionary)Activator.CreateInstance(type)!;

    private static object List(JsonElement value, Type type, Type item)
    {
        var items = Array.CreateInstance(item, value.GetArrayLength());
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            items.SetValue(Of(element, item), index++);
        }

        if (type.IsInstanceOfType(items))
        {
            return items;
        }

        if (AnswerTypes.TakesItems(type, item) is { } constructor)
        {
            return constructor.Invoke([items]);
        }

        var list = Activator.CreateInstance(type)!;
        var add = typeof(ICollection<>).MakeGenericType(item).GetMethod("Add")!;
        foreach (var one in items)
        {
            add.Invoke(list, [one]);
        }

        return list;
    }

    private static object Instance(JsonElement value, Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var property in AnswerTypes.Settable(type))
        {
            if (value.TryGetProperty(property.Name, out var member))
            {
                property.SetValue(instance, Of(member, property.PropertyType));
            }
        }

        return instance;
    }

    private static object? Untyped(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Table(value, typeof(OrderedDictionary)),
        JsonValueKind.Array => value.EnumerateArray().Select(Untyped).ToArray(),
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDouble(),
        _ => Scalar(value, typeof(object)),
    };
}
