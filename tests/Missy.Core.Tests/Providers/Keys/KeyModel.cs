using Missy.Configuration;
using Missy.Providers.Keys;

namespace Missy.Tests.Providers.Keys;

/// <summary>The rules of keys once more, as plainly as they can be written: keys in clear, lists, no threads, no hashes.</summary>
internal sealed class KeyModel
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _bad = [];
    private readonly Dictionary<string, DateTimeOffset> _spent = [];
    private readonly Dictionary<(string Key, string Model), (DateTimeOffset Until, TimeSpan Length)> _rests = [];
    private readonly Dictionary<KeyRotationStrategy, string> _next = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public KeyRotationStrategy Rotation { get; set; }

    /// <summary>Slots in order: a name, a key or null, and the one model that it is for or null.</summary>
    public List<(string Name, string? Key, string? Only)> Slots { get; set; } = [];

    public string Choose(string model, IReadOnlyCollection<string> tried)
    {
        var seen = new List<(string Name, KeyState State, DateTimeOffset? Until)>();
        foreach (var (name, key, only) in InTurn())
        {
            if (only is not null && only != model)
            {
                continue;
            }

            var (state, until) = Standing(key, model);
            if (state == KeyState.Ready && !tried.Contains(name))
            {
                if (Rotation == KeyRotationStrategy.RoundRobin)
                {
                    _next[Rotation] = Slots[(Slots.FindIndex(slot => slot.Name == name) + 1) % Slots.Count].Name;
                }

                return $"{name}={key}";
            }

            seen.Add((name, state, until));
        }

        var resting = seen.Where(slot => slot.State is KeyState.Ready or KeyState.Cooling).OrderBy(slot => slot.Until ?? DateTimeOffset.MinValue).ToList();
        return resting.Count > 0 ? $"RateLimited until {resting[0].Until ?? Now:O} {resting[0].Name}"
            : seen.Any(slot => slot.State == KeyState.OutOfQuota) ? "QuotaExceeded"
            : seen.Count == 0 && Slots.Count > 0 ? "Configuration"
            : "Authentication";
    }

    public void Report(string key, string? model, KeyVerdict verdict)
    {
        var of = (key, model ?? "");
        switch (verdict.State)
        {
            case KeyState.Bad:
                _bad.Add(key);
                break;
            case KeyState.OutOfQuota:
                _spent[key] = Later(_spent.GetValueOrDefault(key), Now + (verdict.Rest ?? TimeSpan.FromHours(1)));
                break;
            case KeyState.Ready:
                foreach (var over in _rests.Where(pair => pair.Key.Key == key && pair.Key.Model is var name && (name.Length == 0 || name == model) && pair.Value.Until <= Now).ToList())
                {
                    _rests.Remove(over.Key);
                }

                break;
            default:
                var (until, rest) = _rests.GetValueOrDefault(of);
                if (verdict.Rest is { } asked)
                {
                    _rests[of] = (Later(until, Now + asked), until >= Now - _minute ? rest : TimeSpan.Zero);
                }
                else
                {
                    rest = rest == TimeSpan.Zero || Now > until + _minute ? TimeSpan.FromSeconds(10) : until > Now || rest == _minute ? rest : rest * 2;
                    rest = rest < _minute ? rest : _minute;
                    _rests[of] = (Later(until, Now + rest), rest);
                }

                break;
        }
    }

    public void Absolve(string key) => _bad.Remove(key);

    public string Switch()
    {
        KeyState[] order = [KeyState.Ready, KeyState.Cooling, KeyState.OutOfQuota, KeyState.Bad];
        var slots = InTurn().Select(slot => (slot.Name, Standing(slot.Key, null).State)).ToList();
        var before = slots.Where(slot => slot.State != KeyState.Missing).OrderBy(slot => Array.IndexOf(order, slot.State)).Select(slot => slot.Name).FirstOrDefault();
        var at = slots.FindIndex(slot => slot.Name == before);
        var after = slots.Skip(at + 1).Concat(slots.Take(Math.Max(at, 0))).Where(slot => slot.State == KeyState.Ready).Select(slot => slot.Name).FirstOrDefault();
        if (after is not null)
        {
            _next[Rotation] = after;
        }

        return $"{before}>{after ?? before}";
    }

    public string View() => string.Join(' ', Slots.Select(slot => $"{slot.Name}:{Summary(slot.Key)}"));

    public bool CanBeCalled => Slots.Exists(slot => Standing(slot.Key, null).State is KeyState.Ready or KeyState.Cooling);

    private string Summary(string? key)
    {
        var (state, until) = Standing(key, null);
        var models = _rests.Where(rest => rest.Key.Key == key && rest.Value.Until > Now).ToList();
        return state == KeyState.Ready && models.Count > 0
            ? $"Cooling {models.Max(rest => rest.Value.Until):O} {string.Join(',', models.Select(rest => rest.Key.Model).Order())}"
            : $"{state} {until:O} ";
    }

    private (KeyState State, DateTimeOffset? Until) Standing(string? key, string? model)
    {
        if (key is null)
        {
            return (KeyState.Missing, null);
        }

        if (_bad.Contains(key))
        {
            return (KeyState.Bad, null);
        }

        if (_spent.GetValueOrDefault(key) is var spent && spent > Now)
        {
            return (KeyState.OutOfQuota, spent);
        }

        var until = Later(_rests.GetValueOrDefault((key, "")).Until, _rests.GetValueOrDefault((key, model ?? "")).Until);
        return until > Now ? (KeyState.Cooling, until) : (KeyState.Ready, null);
    }

    private IEnumerable<(string Name, string? Key, string? Only)> InTurn()
    {
        var first = Math.Max(0, Slots.FindIndex(slot => slot.Name == _next.GetValueOrDefault(Rotation)));
        return [.. Slots.Skip(first), .. Slots.Take(first)];
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
