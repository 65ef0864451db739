using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Mail;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Missy.Tools;

/// <summary>
/// What JSON stands for a parameter's type, by what PowerShell's own binding makes of strings, numbers, lists and tables. A type
/// that it can make of none of them has no schema; nor has code, nor a secret, nor what opens a file by being made.
/// </summary>
internal static class TypeSchema
{
    private const int MostNames = 200;

    private static readonly HashSet<Type> _integers =
        [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(BigInteger)];

    private static readonly HashSet<Type> _counts = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];

    private static readonly HashSet<Type> _numbers = [typeof(float), typeof(double), typeof(decimal)];

    private static readonly HashSet<Type> _texts =
    [
        typeof(string), typeof(FileInfo), typeof(DirectoryInfo), typeof(FileSystemInfo), typeof(Version),
        typeof(CultureInfo), typeof(Regex), typeof(IPAddress), typeof(MailAddress),
    ];

    private static readonly Dictionary<Type, string> _formats = new()
    {
        [typeof(DateTime)] = "date-time",
        [typeof(DateTimeOffset)] = "date-time",
        [typeof(DateOnly)] = "date",
        [typeof(TimeOnly)] = "time",
        [typeof(TimeSpan)] = "duration",
        [typeof(Uri)] = "uri",
        [typeof(Guid)] = "uuid",
    };

    /// <summary>The schema; null when no JSON value can stand for the type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="converts">Whether the parameter makes its value of others by itself.</param>
    public static JsonObject? Of(Type type, bool converts = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when IsForbidden(type) => null,
            _ when type == typeof(bool) || type == typeof(SwitchParameter) => Typed("boolean"),
            { IsEnum: true } => OfEnum(type),
            _ when _integers.Contains(type) => Typed("integer"),
            _ when _counts.Contains(type) => With(Typed("integer"), "minimum", 0),
            _ when _numbers.Contains(type) => Typed("number"),
            _ when type == typeof(char) => With(With(Typed("string"), "minLength", 1), "maxLength", 1),
            _ when _formats.TryGetValue(type, out var format) => With(Typed("string"), "format", format),
            _ when _texts.Contains(type) => Typed("string"),
            _ when type == typeof(object) || type == typeof(PSObject) => [],
            _ when type == typeof(PSCustomObject) || typeof(IDictionary).IsAssignableFrom(type) || IsGeneric(type, typeof(IDictionary<,>)) => Typed("object"),
            _ when ItemOf(type) is { } item => Of(item, converts) is { } items ? With(Typed("array"), "items", items) : null,
            _ => converts || IsMadeOfText(type) ? Typed("string") : null,
        };
    }

    /// <summary>The type of a list's items; null when it is no list.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        if (type == typeof(ArrayList) || type == typeof(Array) || type == typeof(IList) || type == typeof(ICollection) || type == typeof(IEnumerable))
        {
            return typeof(object);
        }

        return type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(IEnumerable).IsAssignableFrom(type) ? item : null;
    }

    // Code and secrets are not the model's to give, whatever would convert to them.
    private static bool IsForbidden(Type type) =>
        type == typeof(ScriptBlock) || type == typeof(System.Security.SecureString) || type == typeof(PSCredential) || type == typeof(Type)
        || typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type)
        || typeof(TextReader).IsAssignableFrom(type) || typeof(TextWriter).IsAssignableFrom(type)
        || typeof(System.Security.Cryptography.X509Certificates.X509Certificate).IsAssignableFrom(type);

    private static JsonObject OfEnum(Type type)
    {
        var names = Enum.GetNames(type);
        return type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? With(Typed("string"), "description", $"One or more, with commas between them, of: {string.Join(", ", names.Take(MostNames))}.")
            : names.Length > MostNames ? Typed("string") : With(Typed("string"), "enum", new JsonArray([.. names.Select(name => (JsonNode)name)]));
    }

    private static bool IsMadeOfText(Type type) =>
        type.GetMethod("Parse", [typeof(string)]) is { IsStatic: true }
        || type.GetMethod("Parse", [typeof(string), typeof(IFormatProvider)]) is { IsStatic: true }
        || type.IsDefined(typeof(TypeConverterAttribute), inherit: true);

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonObject With(JsonObject schema, string member, JsonNode value)
    {
        schema[member] = value;
        return schema;
    }
}
