namespace Missy.Simulation.Faults;

/// <summary>The rules in force, each with the number of requests that met its conditions.</summary>
internal sealed class FaultBook
{
    private readonly object _lock = new();
    private readonly List<Entry> _entries = [];
    private volatile bool _isEmpty = true;

    public void Add(FaultRule rule)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(rule));
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
    public Fault? Next(string path, string? key, string? model)
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
                if (entry.Meets(path, key, model))
                {
                    var call = ++entry.Calls;
                    if (call >= (entry.Rule.FromCall ?? 1) && call <= (entry.Rule.ToCall ?? int.MaxValue))
                    {
                        fault ??= entry.Rule.Fault;
                    }
                }
            }
        }

        return fault;
    }

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule => rule;

        public int Calls { get; set; }

        public bool Meets(string path, string? key, string? model) =>
            (rule.Path is null || MeetsPath(rule.Path, path))
            && (rule.Key is null || string.Equals(rule.Key, key, StringComparison.Ordinal))
            && (rule.Model is null || (model is not null && Glob.Matches(rule.Model, model)));

        private static bool MeetsPath(string pattern, string path) =>
            pattern.AsSpan().ContainsAny('*', '?') ? Glob.Matches(pattern, path) : path.EndsWith(pattern, StringComparison.Ordinal);
    }
}
