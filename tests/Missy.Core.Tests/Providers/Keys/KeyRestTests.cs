using Missy.Providers.Keys;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Keys;

/// <summary>How long keys rest, and what is remembered of them.</summary>
public sealed class KeyRestTests
{
    private const string Host = "api.example.com:443";
    private const string Value = "test-key-1";
    private readonly ManualTimeProvider _time = new();
    private readonly KeyStates _states;

    public KeyRestTests() => _states = new KeyStates(_time);

    /// <summary>
    /// What happens one after the other, and how long the key still rests after each: <c>429</c> and <c>429:n</c> with n seconds
    /// of Retry-After, <c>402</c> likewise, <c>ok</c>, and <c>+n</c> for n seconds that pass.
    /// </summary>
    public static TheoryData<string, string> Stories => new()
    {
        { "429", "10" },
        { "429 +10 429 +20 429 +40 429 +60 429", "10 0 20 0 40 0 60 0 60" },
        { "429 429 429", "10 10 10" },
        { "429 +4 429", "10 6 10" },
        { "429 +10 ok 429", "10 0 0 10" },
        { "429 +5 ok +5 429", "10 5 5 0 20" },
        { "429 +70 429", "10 0 20" },
        { "429 +71 429", "10 0 10" },
        { "429:30", "30" },
        { "429:30 429:5", "30 30" },
        { "429:5 429:30", "5 30" },
        { "429:30 429", "30 30" },
        { "429:3 429", "3 10" },
        { "429:0", "0" },
        { "429:30 +30 429", "30 0 10" },
        { "429 +10 429:1 +1 429", "10 0 1 0 20" },
        { "402", "3600" },
        { "402:60 402", "60 3600" },
        { "402 402:60", "3600 3600" },
        { "402 +3600 402", "3600 0 3600" },
        { "402:60 ok", "60 60" },
        { "402:60 429", "60 60" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_key_rests_as_long_as_the_service_asks_or_longer_each_time(string story, string rests)
    {
        var seen = new List<double>();
        foreach (var what in story.Split(' '))
        {
            Happens(what);
            var until = _states.Standing(Host, Value, "m").Until ?? _time.GetUtcNow();
            seen.Add((until - _time.GetUtcNow()).TotalSeconds);
        }

        Assert.Equal(rests.Split(' ').Select(double.Parse), seen);
    }

    [Fact]
    public void A_rest_without_end_is_no_overflow()
    {
        _states.Note(Host, Value, "m", KeyVerdict.RateLimited(TimeSpan.MaxValue));

        Assert.Equal(DateTimeOffset.MaxValue, _states.Standing(Host, Value, "m").Until);
    }

    [Fact]
    public void A_success_takes_back_no_refusal_since_it_may_have_been_asked_before()
    {
        _states.Note(Host, Value, "m", KeyVerdict.Rejected);
        _states.Note(Host, Value, "m", KeyVerdict.Good);

        Assert.Equal(KeyState.Bad, _states.Standing(Host, Value, "m").State);
    }

    [Fact]
    public void For_people_a_key_that_rests_for_a_model_rests()
    {
        _states.Note(Host, Value, "one", KeyVerdict.RateLimited(TimeSpan.FromSeconds(5)));
        _states.Note(Host, Value, "two", KeyVerdict.RateLimited(TimeSpan.FromSeconds(9)));

        var summary = _states.Summary(Host, Value);

        Assert.Equal((KeyState.Cooling, _time.GetUtcNow().AddSeconds(9)), (summary.State, summary.Until));
        Assert.Equal(["one", "two"], summary.Models);
        Assert.Equal(KeyState.Ready, _states.Standing(Host, Value, null).State);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["two"], _states.Summary(Host, Value).Models);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(default, _states.Summary(Host, Value));
    }

    [Fact]
    public void Good_keys_leave_no_trace_and_what_is_over_is_forgotten()
    {
        for (var i = 0; i < 100; i++)
        {
            _states.Note(Host, $"test-key-{i}", "m", KeyVerdict.Good);
            Assert.Equal(0, _states.Count);
        }

        for (var i = 0; i < 100; i++)
        {
            _states.Note(Host, $"test-key-{i}", $"m{i}", i % 2 == 0 ? KeyVerdict.RateLimited(null) : KeyVerdict.OutOfQuota(TimeSpan.FromSeconds(10)));
        }

        Assert.Equal(100, _states.Count);
        _time.Advance(TimeSpan.FromMinutes(2));
        _states.Note(Host, Value, "m", KeyVerdict.Rejected);
        Assert.Equal(1, _states.Count);
    }

    private void Happens(string what)
    {
        var parts = what.Split(':');
        TimeSpan? asked = parts.Length > 1 ? TimeSpan.FromSeconds(double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)) : null;
        if (what[0] == '+')
        {
            _time.Advance(TimeSpan.FromSeconds(double.Parse(what[1..], System.Globalization.CultureInfo.InvariantCulture)));
        }
        else
        {
            _states.Note(Host, Value, "m", parts[0] switch
            {
                "429" => KeyVerdict.RateLimited(asked),
                "402" => KeyVerdict.OutOfQuota(asked),
                _ => KeyVerdict.Good,
            });
        }
    }
}
