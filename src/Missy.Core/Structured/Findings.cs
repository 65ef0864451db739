namespace Missy.Structured;

/// <summary>
/// What a check has found. One that only asks whether a value fits, as <c>anyOf</c> does of each of its schemas, keeps no list and
/// ends at the first violation.
/// </summary>
internal sealed class Findings(bool listed)
{
    // What is said of a value that is wrong throughout helps no more than this.
    private const int Most = 20;

    private readonly List<Violation> _violations = [];

    /// <summary>Whether nothing was found.</summary>
    public bool None { get; private set; } = true;

    /// <summary>Whether there is no use in looking further.</summary>
    public bool Done => !None && (!listed || _violations.Count >= Most);

    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Adds a violation. Its text is made only where it is kept.</summary>
    public void Add(string path, Func<string> message)
    {
        None = false;
        if (listed && _violations.Count < Most)
        {
            _violations.Add(new Violation(path, message()));
        }
    }
}
