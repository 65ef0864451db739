using System.Buffers;
using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Missy.Schemas;

/// <summary>
/// The JSON Schema of a .NET type or PowerShell class: its public properties that can be set, all required, with what validation
/// attributes say of them. A property may be null when its type says so (<c>Nullable</c>, or <c>?</c> in C#).
/// </summary>
internal sealed class TypeSchema
{
    private readonly Type _root;
    private readonly NullabilityInfoContext _nullability = new();
    private readonly List<Type> _defined = [];
    private readonly Utf8JsonWriter _writer;

    private TypeSchema(Type root, Utf8JsonWriter writer)
    {
        _root = root;
        _writer = writer;
    }

    /// <summary>The schema as JSON.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the type, or that of a property, cannot be filled from JSON.</exception>
    public static string Of(Type type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new TypeSchema(type, writer).WriteRoot();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteRoot()
    {
        _writer.WriteStartObject();
        if (AnswerTypes.IsObject(_root))
        {
            WriteObject(_root);
        }
        else
        {
            WriteType(_root, nullable: false, rules: null, where: _root.Name);
        }

        // Writing one may add another.
        for (var index = 0; index < _defined.Count; index++)
        {
            if (index == 0)
            {
                _writer.WriteStartObject("$defs");
            }

            _writer.WriteStartObject(NameOf(_defined[index]));
            WriteObject(_defined[index]);
            _writer.WriteEndObject();
        }

        if (_defined.Count > 0)
        {
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }

    private void WriteObject(Type type)
    {
        var properties = AnswerTypes.Settable(type).ToList();
        _writer.WriteString("type", "object");
        _writer.WriteStartObject("properties");
        foreach (var property in properties)
        {
            var nullable = Nullable.GetUnderlyingType(property.PropertyType);
            _writer.WriteStartObject(property.Name);
            WriteType(
                nullable ?? property.PropertyType,
                nullable is not null || _nullability.Create(property).WriteState == NullabilityState.Nullable,
                new ValidationRules(property),
                $"{type.Name}.{property.Name}");
            if (property.GetCustomAttribute<DescriptionAttribute>() is { Description.Length: > 0 } text)
            {
                _writer.WriteString("description", text.Description);
            }

            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
        _writer.WriteStartArray("required");
        properties.ForEach(property => _writer.WriteStringValue(property.Name));
        _writer.WriteEndArray();
        _writer.WriteBoolean("additionalProperties", false);
    }

    private void WriteType(Type type, bool nullable, ValidationRules? rules, string where)
    {
        if (nullable && (type.IsEnum || rules?.Set is not null || AnswerTypes.IsObject(type)))
        {
            _writer.WriteStartArray("anyOf");
            _writer.WriteStartObject();
            WriteType(type, nullable: false, rules, where);
            _writer.WriteEndObject();
            _writer.WriteStartObject();
            _writer.WriteString("type", "null");
            _writer.WriteEndObject();
            _writer.WriteEndArray();
        }
        else if (type.IsEnum || (AnswerTypes.Values.ContainsKey(type) && rules?.Set is not null))
        {
            WriteChoice(type.IsEnum ? Enum.GetNames(type) : rules!.Set!);
        }
        else if (AnswerTypes.Values.TryGetValue(type, out var value))
        {
            WriteTypeName(value.Type, nullable);
            if (value.Format is { } format)
            {
                _writer.WriteString("format", format);
            }

            rules?.WriteValue(_writer, type);
        }
        else if (AnswerTypes.MapOf(type) is { } member)
        {
            WriteTypeName("object", nullable);
            WriteNested("additionalProperties", member, where);
        }
        else if (AnswerTypes.IsTable(type))
        {
            WriteTypeName("object", nullable);
        }
        else if (AnswerTypes.ItemOf(type) is { } item)
        {
            WriteTypeName("array", nullable);
            rules?.WriteCount(_writer);
            _writer.WriteStartObject("items");
            WriteType(Nullable.GetUnderlyingType(item) ?? item, Nullable.GetUnderlyingType(item) is not null, rules, where);
            _writer.WriteEndObject();
        }
        else if (AnswerTypes.IsObject(type))
        {
            WriteReference(type);
        }
        else if (type != typeof(object) && type != typeof(PSObject))
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"No schema can be made of {where}: a {type.Name} cannot be filled from JSON.")
            {
                Remedy = "Use a class that can be made without arguments and has properties that can be set, a list of them, a hashtable, or values such as string, int, bool and DateTime.",
            };
        }
    }

    private void WriteNested(string keyword, Type type, string where)
    {
        _writer.WriteStartObject(keyword);
        WriteType(Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null, rules: null, where);
        _writer.WriteEndObject();
    }

    private void WriteReference(Type type)
    {
        if (type != _root && !_defined.Contains(type))
        {
            _defined.Add(type);
        }

        _writer.WriteString("$ref", type == _root ? "#" : $"#/$defs/{NameOf(type)}");
    }

    private void WriteTypeName(string name, bool nullable)
    {
        if (!nullable)
        {
            _writer.WriteString("type", name);
            return;
        }

        _writer.WriteStartArray("type");
        _writer.WriteStringValue(name);
        _writer.WriteStringValue("null");
        _writer.WriteEndArray();
    }

    private void WriteChoice(IEnumerable<string> names)
    {
        _writer.WriteString("type", "string");
        _writer.WriteStartArray("enum");
        foreach (var name in names)
        {
            _writer.WriteStringValue(name);
        }

        _writer.WriteEndArray();
    }

    // Two types of one name, of other namespaces, are told apart by their place in the list.
    private string NameOf(Type type) =>
        _defined.TakeWhile(other => other != type).Any(other => other.Name == type.Name) ? $"{type.Name}{_defined.IndexOf(type)}" : type.Name;
}
