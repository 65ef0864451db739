namespace Missy.Interactive.Editing;

/// <summary>What was written before, and what is being written while somebody looks through it.</summary>
/// <param name="earlier">What was written before, oldest first.</param>
internal sealed class InputHistory(IEnumerable<string> earlier)
{
    private readonly List<string> _entries = [.. earlier];
    private string _draft = "";
    private int _at = -1;

    /// <summary>Keeps a message; the same again is kept once.</summary>
    public void Add(string text)
    {
        _at = -1;
        if (text.Trim().Length > 0 && (_entries.Count == 0 || _entries[^1] != text))
        {
            _entries.Add(text);
        }
    }

    /// <summary>The message before the one shown; null when there is none.</summary>
    /// <param name="shown">What is shown now.</param>
    public string? Previous(string shown)
    {
        var next = _at < 0 ? _entries.Count - 1 : _at - 1;
        if (next < 0)
        {
            return null;
        }

        _draft = _at < 0 ? shown : _draft;
        _at = next;
        return _entries[next];
    }

    /// <summary>The message after the one shown, at last what was being written; null when that is shown.</summary>
    public string? Next()
    {
        if (_at < 0)
        {
            return null;
        }

        _at = _at + 1 < _entries.Count ? _at + 1 : -1;
        return _at < 0 ? _draft : _entries[_at];
    }
}
