using System.Collections;
using System.Management.Automation;
using Missy.Chat;

namespace Missy.Schemas;

/// <summary>What -Schema takes: JSON, a dictionary or an object that is a schema, or a type that becomes one.</summary>
internal static class SchemaSource
{
    /// <summary>Reads it.</summary>
    /// <param name="given">The argument.</param>
    /// <param name="type">The type that answers become; null when they become plain objects.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is no schema, or no type that can be one.</exception>
    public static AnswerSchema Read(object given, out Type? type)
    {
        var value = given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given;
        type = value as Type ?? (value is string text ? Named(text) : null);
        return value switch
        {
            _ when type is not null => AnswerSchema.Parse(TypeSchema.Of(type), type.Name.TrimEnd('[', ']')),
            string json => AnswerSchema.Parse(json),
            IDictionary or PSObject => AnswerSchema.Parse(ItemText.Json(value)),
            _ => throw new MissyException(ErrorKind.InvalidRequest, $"A {value.GetType().Name} is no schema.")
            {
                Remedy = "Give a hashtable or JSON that is a JSON Schema, or a type in parentheses: -Schema ([Person]).",
            },
        };
    }

    // Without parentheses PowerShell passes a type's name as text.
    private static Type? Named(string text)
    {
        var name = text.Trim();
        if (!name.StartsWith('[') || !name.EndsWith(']') || name.Contains('"', StringComparison.Ordinal))
        {
            return null;
        }

        return LanguagePrimitives.TryConvertTo<Type>(name[1..^1], out var type) ? type : throw new MissyException(
            ErrorKind.InvalidRequest, $"There is no type {name} to make a schema of.")
        {
            Remedy = $"Give the type itself, in parentheses: -Schema ({name}).",
        };
    }
}
