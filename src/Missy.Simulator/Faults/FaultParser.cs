namespace Missy.Simulation.Faults;

/// <summary>Reads the text language of <see cref="Fault"/>.</summary>
internal static class FaultParser
{
    private static readonly string[] _common = ["latency", "tokens-per-second", "retry-after", "should-retry", "rate-limit", "header"];

    /// <summary>Splits a text into its parts; a part without <c>=</c> has a null value.</summary>
    public static List<(string Name, string? Value)> Split(string text)
    {
        var parts = new List<(string, string?)>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.AsSpan().ContainsAnyInRange('\0', '\u001f'))
            {
                throw new FormatException("A fault's text must not have control characters.");
            }

            var sign = part.IndexOf('=', StringComparison.Ordinal);
            parts.Add(sign < 0 ? (part, null) : (part[..sign].TrimEnd(), part[(sign + 1)..].TrimStart()));
        }

        return parts;
    }

    /// <param name="text">The whole text, kept for display.</param>
    /// <param name="parts">Name first, then parameters.</param>
    public static Fault Parse(string text, List<(string Name, string? Value)> parts)
    {
        if (parts.Count == 0)
        {
            throw new FormatException($"The fault is empty. {Known()}");
        }

        var (first, main) = parts[0];
        if (main is null && FaultValues.IsStatus(first))
        {
            (first, main) = ("status", first);
        }

        if (FaultCatalogue.Find(first) is not var (kind, name))
        {
            var near = NearestName.Find(first, Fault.KnownNames.Select(known => known.Name));
            throw new FormatException($"Unknown fault '{first}'.{(near is null ? "" : $" Did you mean '{near}'?")} {Known()}");
        }

        var fault = new Fault(kind, name.Name, text.Trim());
        FaultDefaults.Apply(fault);
        if (main is not null)
        {
            Set(fault, name, name.Parameters.Count > 0 ? name.Parameters[0] : first, main);
        }

        for (var index = 1; index < parts.Count; index++)
        {
            Set(fault, name, parts[index].Name, parts[index].Value);
        }

        FaultDefaults.Check(fault);
        return fault;
    }

    private static void Set(Fault fault, FaultName name, string parameter, string? value)
    {
        if (!name.Parameters.Contains(parameter) && !_common.Contains(parameter))
        {
            string[] known = [.. name.Parameters.Union(_common)];
            var near = NearestName.Find(parameter, known);
            throw new FormatException(
                $"The fault '{name.Name}' has no parameter '{parameter}'.{(near is null ? "" : $" Did you mean '{near}'?")} It has: {string.Join(", ", known)}.");
        }

        if (string.IsNullOrEmpty(value))
        {
            throw new FormatException($"The fault parameter '{parameter}' needs a value: {parameter}=….");
        }

        SetValue(fault, parameter, value);
    }

    private static void SetValue(Fault fault, string parameter, string value)
    {
        switch (parameter)
        {
            case "status":
                fault.Status = FaultValues.Number(parameter, value, 200, 599);
                break;
            case "error":
                (fault.Failure, fault.Status) = FaultValues.Error(value);
                break;
            case "message":
                fault.Message = value;
                break;
            case "retry-after":
                fault.RetryAfter = RetryAfter.Parse(value);
                break;
            case "should-retry":
                fault.ShouldRetry = FaultValues.Word(parameter, value, ("true", "true"), ("false", "false"));
                break;
            case "rate-limit":
                fault.RateLimit = RateLimit.Parse(value);
                break;
            case "header":
                fault.Headers.Add(FaultValues.Header(value));
                break;
            case "form" when fault.Kind == FaultKind.Tls:
                fault.Tls = FaultValues.Word(
                    parameter,
                    value,
                    ("alert", TlsForm.Alert),
                    ("plain", TlsForm.Plain),
                    ("closed", TlsForm.Closed),
                    ("reset", TlsForm.Reset),
                    ("silent", TlsForm.Silent),
                    ("untrusted", TlsForm.Untrusted));
                break;
            case "form":
                fault.AsFailure = FaultValues.Word(parameter, value, ("error", false), ("failed", true));
                break;
            case "after":
                (fault.After, fault.Deltas) = (FaultValues.Number(parameter, value), null);
                break;
            case "deltas":
                fault.Deltas = FaultValues.Number(parameter, value);
                break;
            case "at" when fault.Kind is FaultKind.Reset or FaultKind.HangUp:
                fault.At = FaultValues.Word(
                    parameter,
                    value,
                    ("before-headers", CutPlace.BeforeHeaders),
                    ("in-headers", CutPlace.InHeaders),
                    ("after-headers", CutPlace.AfterHeaders),
                    ("in-body", CutPlace.InBody));
                break;
            case "at":
                fault.At = FaultValues.Word(
                    parameter,
                    value,
                    ("boundary", CutPlace.Boundary),
                    ("mid-event", CutPlace.MidEvent),
                    ("mid-character", CutPlace.MidCharacter),
                    ("after-headers", CutPlace.AfterHeaders));
                break;
            case "close":
                fault.Close = FaultValues.Word(parameter, value, ("clean", CloseMode.Clean), ("abrupt", CloseMode.Abrupt), ("reset", CloseMode.Reset));
                break;
            case "ending":
                fault.Ending = FaultValues.Word(parameter, value, ("lf", LineEnding.Lf), ("crlf", LineEnding.CrLf), ("cr", LineEnding.Cr), ("mixed", LineEnding.Mixed));
                break;
            case "length":
                fault.Shorter = FaultValues.Word(parameter, value, ("longer", false), ("shorter", true));
                break;
            case "ms":
                fault.Milliseconds = FaultValues.Number(parameter, value);
                break;
            case "bytes" or "by":
                fault.Bytes = FaultValues.Number(parameter, value, 1, 256 * 1024 * 1024);
                break;
            case "count":
                fault.Count = FaultValues.Number(parameter, value, 1, 1_000_000);
                break;
            case "latency":
                fault.Latency = FaultValues.Number(parameter, value);
                break;
            case "tokens-per-second":
                fault.TokensPerSecond = FaultValues.Speed(value);
                break;
            default:
                fault.Target = value;
                break;
        }
    }

    private static string Known() => $"Known faults: {string.Join(", ", Fault.KnownNames.Select(known => known.Name))}.";
}
