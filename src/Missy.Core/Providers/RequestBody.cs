using System.Text.Json;

namespace Missy.Providers;

/// <summary>
/// Writes the top-level members of a request, where configured options win: a member that the options name is written from
/// there and from nowhere else.
/// </summary>
internal readonly struct RequestBody(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement> options)
{
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Starts a member; false when the options bring it themselves and the caller writes nothing.</summary>
    public bool Begin(string name)
    {
        if (options.Count > 0 && options.ContainsKey(name))
        {
            return false;
        }

        Writer.WritePropertyName(name);
        return true;
    }

    public void Text(string name, string? value)
    {
        if (value is not null && Begin(name))
        {
            Writer.WriteStringValue(value);
        }
    }

    public void Number(string name, int? value)
    {
        if (value is { } number && Begin(name))
        {
            Writer.WriteNumberValue(number);
        }
    }

    public void Number(string name, double? value)
    {
        if (value is { } number && Begin(name))
        {
            Writer.WriteNumberValue(number);
        }
    }

    public void Flag(string name, bool value)
    {
        if (Begin(name))
        {
            Writer.WriteBooleanValue(value);
        }
    }

    public void Options()
    {
        foreach (var (name, value) in options)
        {
            Writer.WritePropertyName(name);
            value.WriteTo(Writer);
        }
    }
}
