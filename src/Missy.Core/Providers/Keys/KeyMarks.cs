namespace Missy.Providers.Keys;

/// <summary>What services have said of one key. Whoever holds it takes care that one thread uses it at a time.</summary>
/// <remarks>
/// <code>
/// verdict        | bad | out of quota until               | cooling until, for the model (for all without one)
/// ---------------+-----+----------------------------------+--------------------------------------------------
/// Good           |     |                                  | forgotten if it is over, so the next rest is a short one
/// RateLimited(t) |     |                                  | the later of its own and now + t; without t 10 s, doubled
///                |     |                                  | up to 60 s when it comes again after the last was over
/// Rejected       | yes |                                  |
/// OutOfQuota(t)  |     | the later of its own and now + t |
///                |     | (without t 1 h)                  |
/// Absolve        | no  |                                  |
/// </code>
/// A success says nothing against a refusal: its request may have been sent before.
/// </remarks>
internal sealed class KeyMarks
{
    /// <summary>The first rest of a key whose service does not say how long.</summary>
    public static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(10);

    /// <summary>The longest such rest; also how long a rest that is over is remembered, for the next to be longer.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    /// <summary>The rest of a key without quota whose service does not say how long.</summary>
    public static readonly TimeSpan QuotaRest = TimeSpan.FromHours(1);

    private const string AllModels = "";
    private readonly Dictionary<string, CoolDown> _coolDowns = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? _badSince;
    private DateTimeOffset _outOfQuotaUntil;

    /// <summary>Whether it can be used.</summary>
    /// <param name="model">The model to be called; null = any, so that what it rests for alone does not count.</param>
    /// <param name="now">The time.</param>
    public KeyStanding Standing(string? model, DateTimeOffset now)
    {
        if (_badSince is not null)
        {
            return new KeyStanding(KeyState.Bad) { BadSince = _badSince };
        }

        if (_outOfQuotaUntil > now)
        {
            return new KeyStanding(KeyState.OutOfQuota, _outOfQuotaUntil);
        }

        var until = Later(CoolingUntil(AllModels), CoolingUntil(model ?? AllModels));
        return until > now ? new KeyStanding(KeyState.Cooling, until) : default;
    }

    /// <summary>The same for people: a key that rests for some models counts as resting.</summary>
    public KeyStanding Summary(DateTimeOffset now)
    {
        var standing = Standing(null, now);
        var resting = _coolDowns.Where(pair => pair.Value.Until > now).ToList();
        return standing.State != KeyState.Ready || resting.Count == 0
            ? standing
            : new KeyStanding(KeyState.Cooling, resting.Max(pair => pair.Value.Until))
            {
                Models = resting.Select(pair => pair.Key).Order(StringComparer.OrdinalIgnoreCase).ToArray(),
            };
    }

    /// <summary>Notes what the outcome of a request says; see the table.</summary>
    /// <param name="verdict">What it says.</param>
    /// <param name="model">The model that was called; null = none in particular.</param>
    /// <param name="now">The time.</param>
    public void Note(KeyVerdict verdict, string? model, DateTimeOffset now)
    {
        switch (verdict.State)
        {
            case KeyState.Cooling:
                Cool(model ?? AllModels, verdict.Rest, now);
                break;
            case KeyState.Bad:
                _badSince = now;
                break;
            case KeyState.OutOfQuota:
                _outOfQuotaUntil = Later(_outOfQuotaUntil, After(now, verdict.Rest ?? QuotaRest));
                break;
            default:
                ForgetIfOver(AllModels, now);
                ForgetIfOver(model ?? AllModels, now);
                break;
        }
    }

    /// <summary>Forgets a refusal.</summary>
    public void Absolve() => _badSince = null;

    /// <summary>Forgets what no longer matters.</summary>
    /// <returns>Whether nothing is left.</returns>
    public bool Tidy(DateTimeOffset now)
    {
        foreach (var (model, coolDown) in _coolDowns)
        {
            if (now - coolDown.Until > LongestRest)
            {
                _coolDowns.Remove(model);
            }
        }

        return _badSince is null && _outOfQuotaUntil <= now && _coolDowns.Count == 0;
    }

    private void Cool(string model, TimeSpan? asked, DateTimeOffset now)
    {
        var known = _coolDowns.GetValueOrDefault(model);
        var rest = asked ?? NextRest(known, now);
        _coolDowns[model] = new CoolDown(Later(known.Until, After(now, rest)), asked is null ? rest : known.Rest);
    }

    private static TimeSpan NextRest(CoolDown known, DateTimeOffset now)
    {
        if (known.Rest == TimeSpan.Zero || now - known.Until > LongestRest)
        {
            return FirstRest;
        }

        // While it rests, only requests that were sent before can come back: they are the same event and not the next.
        var longer = known.Until > now ? known.Rest : known.Rest * 2;
        return longer < LongestRest ? longer : LongestRest;
    }

    private void ForgetIfOver(string model, DateTimeOffset now)
    {
        if (CoolingUntil(model) <= now)
        {
            _coolDowns.Remove(model);
        }
    }

    private DateTimeOffset CoolingUntil(string model) => _coolDowns.GetValueOrDefault(model).Until;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset After(DateTimeOffset now, TimeSpan rest) =>
        rest < DateTimeOffset.MaxValue - now ? now + rest : DateTimeOffset.MaxValue;

    private readonly record struct CoolDown(DateTimeOffset Until, TimeSpan Rest);
}
