namespace Missy.Simulation.Faults;

/// <summary>The rules in force, each with the number of requests and handshakes that met its conditions.</summary>
/// <param name="time">The clock of the rules that hold for a time.</param>
internal sealed class FaultBook(TimeProvider time)
{
    private readonly object _lock = new();
    private readonly List<Entry> _entries = [];
    private volatile bool _isEmpty = true;

    public void Add(FaultRule rule)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(rule, time));
            _isEmpty = false;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _isEmpty = true;
        }
    }

    /// <summary>The fault of the first rule that befalls the request, or null. Counts it for every rule whose conditions it meets.</summary>
    /// <param name="path">The request's path.</param>
    /// <param name="key">The key it presents.</param>
    /// <param name="model">The model it asks for.</param>
    /// <param name="secure">Whether it came under TLS: then what is wrong with that was played before.</param>
    public Fault? Next(string path, string? key, string? model, bool secure) => Find(path, key, model, secure);

    /// <summary>The same for a TLS handshake, which has no path, key or model yet and knows no fault but its own.</summary>
    public Fault? NextHandshake() => Find(path: null, key: null, model: null, secure: false);

    private Fault? Find(string? path, string? key, string? model, bool secure)
    {
        if (_isEmpty)
        {
            return null;
        }

        Fault? fault = null;
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (entry.Meets(path, key, model, secure) && entry.Strikes())
                {
                    fault ??= entry.Rule.Fault;
                }
            }
        }

        return fault;
    }

    private sealed class Entry(FaultRule rule, TimeProvider time)
    {
        private readonly long _start = time.GetTimestamp();
        private int _calls;

        public FaultRule Rule => rule;

        public bool Meets(string? path, string? key, string? model, bool secure) => path is null
            ? rule is { Fault.Kind: FaultKind.Tls, Path: null, Key: null, Model: null }
            : !(secure && rule.Fault.Kind == FaultKind.Tls)
                && (rule.Path is null || MeetsPath(rule.Path, path))
                && (rule.Key is null || string.Equals(rule.Key, key, StringComparison.Ordinal))
                && (rule.Model is null || (model is not null && Glob.Matches(rule.Model, model)));

        /// <summary>Counts a call, and tells whether it is one that the rule befalls.</summary>
        public bool Strikes()
        {
            var age = time.GetElapsedTime(_start);
            if (age < rule.From || age >= rule.Until)
            {
                return false;
            }

            var call = ++_calls;
            var first = rule.FromCall ?? 1;
            return call >= first
                && call <= (rule.ToCall ?? int.MaxValue)
                && (rule.Flap is null || FlapSchedule.Strikes(rule.Flap, call - first));
        }

        private static bool MeetsPath(string pattern, string path) =>
            pattern.AsSpan().ContainsAny('*', '?') ? Glob.Matches(pattern, path) : path.EndsWith(pattern, StringComparison.Ordinal);
    }
}
