using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Missy.Schemas;

/// <summary>Of which types an answer can become an instance, and what those are made of.</summary>
internal static class AnswerTypes
{
    /// <summary>Those of one value, with their type and format in JSON Schema.</summary>
    public static IReadOnlyDictionary<Type, (string Type, string? Format)> Values { get; } = new Dictionary<Type, (string Type, string? Format)>
    {
        [typeof(string)] = ("string", null),
        [typeof(char)] = ("string", null),
        [typeof(Guid)] = ("string", "uuid"),
        [typeof(Uri)] = ("string", "uri"),
        [typeof(DateTime)] = ("string", "date-time"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(DateOnly)] = ("string", "date"),
        [typeof(bool)] = ("boolean", null),
        [typeof(byte)] = ("integer", null),
        [typeof(sbyte)] = ("integer", null),
        [typeof(short)] = ("integer", null),
        [typeof(ushort)] = ("integer", null),
        [typeof(int)] = ("integer", null),
        [typeof(uint)] = ("integer", null),
        [typeof(long)] = ("integer", null),
        [typeof(ulong)] = ("integer", null),
        [typeof(float)] = ("number", null),
        [typeof(double)] = ("number", null),
        [typeof(decimal)] = ("number", null),
    };

    /// <summary>Whether it has properties to fill.</summary>
    public static bool IsObject(Type type) =>
        !Values.ContainsKey(type) && !type.IsEnum && CanBeMade(type) && !typeof(IEnumerable).IsAssignableFrom(type)
        && type != typeof(object) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && Settable(type).Any();

    /// <summary>Whether it is a dictionary that names nothing of its members: a hashtable.</summary>
    public static bool IsTable(Type type) =>
        typeof(IDictionary).IsAssignableFrom(type) && Members(type) is null && (type == typeof(IDictionary) || CanBeMade(type));

    /// <summary>The properties to fill.</summary>
    public static IEnumerable<PropertyInfo> Settable(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true }
            && property.GetIndexParameters().Length == 0
            && property.GetCustomAttribute<HiddenAttribute>() is null);

    /// <summary>The type of the members of a dictionary by text that can be made; null for what is none.</summary>
    public static Type? MapOf(Type type) =>
        Members(type) is { } members && members.GetGenericArguments() is [var key, var member] && key == typeof(string)
        && (type == members || CanBeMade(type)) ? member : null;

    /// <summary>The type of the items of a list that can be made; null for what is none.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type.IsArray)
        {
            return type.IsSZArray ? type.GetElementType() : null;
        }

        var item = Members(type) is null && !typeof(IDictionary).IsAssignableFrom(type) ? Interface(type, typeof(IEnumerable<>))?.GetGenericArguments()[0] : null;
        return item is not null && (type.IsAssignableFrom(item.MakeArrayType()) || TakesItems(type, item) is not null || IsFilled(type, item)) ? item : null;
    }

    /// <summary>The constructor that makes a list of an array of its items; null when it has none.</summary>
    public static ConstructorInfo? TakesItems(Type type, Type item) => type.IsAbstract ? null : type
        .GetConstructors()
        .FirstOrDefault(one => one.GetParameters() is [var items] && items.ParameterType.IsAssignableFrom(item.MakeArrayType()));

    private static bool IsFilled(Type type, Type item) =>
        CanBeMade(type) && typeof(ICollection<>).MakeGenericType(item).IsAssignableFrom(type);

    private static bool CanBeMade(Type type) => !type.IsAbstract && (type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null);

    private static Type? Members(Type type) => Interface(type, typeof(IDictionary<,>));

    private static Type? Interface(Type type, Type definition) => type
        .GetInterfaces()
        .Append(type)
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition);
}
