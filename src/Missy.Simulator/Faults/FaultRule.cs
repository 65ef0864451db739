using System.Globalization;
using Missy.Simulation.Faults;

namespace Missy.Simulation;

/// <summary>A fault and the requests that it befalls: those that meet every condition which is not null.</summary>
/// <remarks>
/// As text: the conditions <c>path=</c>, <c>model=</c>, <c>key=</c> and <c>call=</c> (<c>2</c>, <c>2-4</c>, <c>3-</c>), then the fault, all
/// separated by semicolons: <c>path=/v1/messages;call=2-4;fault=429;retry-after=1</c>. <c>fault=</c> may be left out.
/// </remarks>
public sealed record FaultRule
{
    /// <summary>The end of the request's path without its query, or a pattern with <c>*</c> and <c>?</c> for the whole of it; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>The credential that the request presents, without a scheme such as <c>Bearer</c>; null for any or none. Never shown by <see cref="ToString"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The requested model, or a pattern with <c>*</c> and <c>?</c>; case does not count. Null for any or none.</summary>
    public string? Model { get; init; }

    /// <summary>The first call it befalls, counted from 1 among the requests that meet the other conditions; null for the first.</summary>
    public int? FromCall { get; init; }

    /// <summary>The last call it befalls; null for no end.</summary>
    public int? ToCall { get; init; }

    /// <summary>What happens.</summary>
    public required Fault Fault { get; init; }

    /// <summary>Reads a rule's text.</summary>
    /// <exception cref="FormatException">The text is not a rule; the message says which part is wrong, and what is known.</exception>
    public static FaultRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? path = null, key = null, model = null;
        (int? From, int? To) calls = default;
        var rest = new List<(string Name, string? Value)>();
        foreach (var part in FaultParser.Split(text))
        {
            switch (part)
            {
                case ("path", { Length: > 0 } value):
                    path = value;
                    break;
                case ("key", { Length: > 0 } value):
                    key = value;
                    break;
                case ("model", { Length: > 0 } value):
                    model = value;
                    break;
                case ("call", { } value):
                    calls = ParseCalls(value);
                    break;
                case ("path" or "key" or "model" or "call", _):
                    throw new FormatException($"The condition '{part.Name}' needs a value: {part.Name}=….");
                case ("fault", { } value):
                    rest.InsertRange(0, FaultParser.Split(value));
                    break;
                default:
                    rest.Add(part);
                    break;
            }
        }

        var shown = string.Join(';', rest.Select(part => part.Value is null ? part.Name : $"{part.Name}={part.Value}"));
        return new FaultRule
        {
            Path = path,
            Key = key,
            Model = model,
            FromCall = calls.From,
            ToCall = calls.To,
            Fault = FaultParser.Parse(shown, rest),
        };
    }

    /// <summary>The rule as text; a key is masked.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add(parts, "path", Path);
        Add(parts, "model", Model);
        Add(parts, "key", Key is null ? null : "***");
        Add(parts, "call", Calls());
        parts.Add(Fault is null ? "" : Fault.Text);
        return string.Join(';', parts);
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={value}");
        }
    }

    private string? Calls()
    {
        if (FromCall is null && ToCall is null)
        {
            return null;
        }

        var from = FromCall ?? 1;
        return from == ToCall
            ? from.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{from}-{ToCall}");
    }

    private static (int? From, int? To) ParseCalls(string value)
    {
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        var from = Call(dash < 0 ? value : value[..dash], value);
        var to = dash < 0 ? from : dash == value.Length - 1 ? (int?)null : Call(value[(dash + 1)..], value);
        return to < from ? throw BadCalls(value) : (from, to);
    }

    private static int Call(string digits, string whole) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : throw BadCalls(whole);

    private static FormatException BadCalls(string value) =>
        new($"The condition 'call' takes a call number or a range such as 2, 2-4 or 3-, not '{value}'.");
}
