using Missy.Simulation.Faults;

namespace Missy.Simulation;

/// <summary>A fault and the requests that it befalls: those that meet every condition which is not null.</summary>
/// <remarks>
/// <para>As text: the conditions <c>path=</c>, <c>model=</c>, <c>key=</c>, <c>call=</c> (<c>2</c>, <c>2-4</c>, <c>3-</c>), <c>flap=</c> (<c>3:2</c>)
/// and <c>seconds=</c> (<c>0-60</c>, <c>60-</c>), then the fault, all separated by semicolons:
/// <c>path=/v1/messages;call=2-4;fault=429;retry-after=1</c>. <c>fault=</c> may be left out.</para>
/// <para>A TLS handshake has no path, key or model yet: it is befallen by a <c>tls</c> rule without these, and counts as its call.</para>
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

    /// <summary>
    /// Numbers of calls that are befallen and spared in turn, over and over, from <see cref="FromCall"/> on: 3, 2 for three bad
    /// ones, two good ones, three bad ones. Null spares none.
    /// </summary>
    /// <exception cref="ArgumentException">The numbers are not pairs of at least 1.</exception>
    public IReadOnlyList<int>? Flap
    {
        get;
        init => field = value is null ? null
            : FlapSchedule.IsValid(value) ? [.. value]
            : throw new ArgumentException(FlapSchedule.Expected(string.Join(':', value)), nameof(value));
    }

    /// <summary>
    /// How long after the rule came into force it begins to hold, by <see cref="SimulatorOptions.Time"/>; null for at once. Calls
    /// before that are not counted.
    /// </summary>
    public TimeSpan? From { get; init; }

    /// <summary>How long after the rule came into force it holds no more; null for no end.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>What happens.</summary>
    public required Fault Fault { get; init; }

    /// <summary>Reads a rule's text.</summary>
    /// <exception cref="FormatException">The text is not a rule; the message says which part is wrong, and what is known.</exception>
    public static FaultRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? path = null, key = null, model = null;
        (int? From, int? To) calls = default;
        (TimeSpan? From, TimeSpan? Until) span = default;
        IReadOnlyList<int>? flap = null;
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
                    calls = CallRange.Parse(value);
                    break;
                case ("flap", { } value):
                    flap = FlapSchedule.Parse(value);
                    break;
                case ("seconds", { } value):
                    span = SecondsRange.Parse(value);
                    break;
                case ("path" or "key" or "model" or "call" or "flap" or "seconds", _):
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
            Flap = flap,
            From = span.From,
            Until = span.Until,
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
        Add(parts, "call", CallRange.Text(FromCall, ToCall));
        Add(parts, "flap", FlapSchedule.Text(Flap));
        Add(parts, "seconds", SecondsRange.Text(From, Until));
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
}
