using Missy.Configuration;
using Missy.Providers.Keys;
using Missy.Providers.Secrets;
using static Missy.Tests.Providers.Keys.KeyHarness;

namespace Missy.Tests.Providers.Keys;

/// <summary>Which key a call takes.</summary>
public sealed class KeyRingTests
{
    private readonly KeyHarness _keys = new();

    public static TheoryData<string> Verdicts => ["limit", "limit for a time", "quota", "quota for a time", "bad"];

    [Fact]
    public void Failover_stays_with_the_first_key_that_can_be_used()
    {
        var ring = _keys.Ring("a", "b", "c");

        Assert.Equal(["a", "a", "a"], Enumerable.Range(0, 3).Select(_ => Take(ring)));
    }

    [Fact]
    public void Round_robin_takes_another_key_for_each_call()
    {
        var ring = _keys.Ring(KeyRotationStrategy.RoundRobin, "a", "b", "c");

        Assert.Equal(["a", "b", "c", "a", "b"], Enumerable.Range(0, 5).Select(_ => Take(ring)));
    }

    [Fact]
    public void Round_robin_leaves_out_what_cannot_be_used_and_serves_the_rest_alike()
    {
        var ring = _keys.Ring(KeyRotationStrategy.RoundRobin, "a", "b", "c");
        ring.Report(Key(ring, "b"), "m", KeyVerdict.Rejected);

        var taken = Enumerable.Range(0, 10).Select(_ => Take(ring)).ToList();

        Assert.Equal(5, taken.Count(slot => slot == "a"));
        Assert.Equal(5, taken.Count(slot => slot == "c"));
    }

    [Theory]
    [InlineData(KeyRotationStrategy.Failover)]
    [InlineData(KeyRotationStrategy.RoundRobin)]
    public void What_a_call_has_tried_it_is_not_given_again(KeyRotationStrategy rotation)
    {
        var ring = _keys.Ring(rotation, "a", "b", "c");
        List<string> tried = [];
        for (var i = 0; i < 3; i++)
        {
            tried.Add(Take(ring, "m", [.. tried])!);
        }

        Assert.Equal(["a", "b", "c"], tried.Order());
        Assert.Null(Take(ring, "m", [.. tried]));
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void A_key_that_fails_is_left_for_the_next(string verdict)
    {
        var ring = _keys.Ring("a", "b");

        ring.Report(Choose(ring).Credential!, "m", Verdict(verdict));

        Assert.Equal("b", Take(ring));
    }

    [Theory]
    [InlineData("limit", 10)]
    [InlineData("limit for a time", 90)]
    [InlineData("quota", 3600)]
    [InlineData("quota for a time", 90)]
    public void A_key_that_rests_is_taken_again_when_its_time_is_over_and_not_before(string verdict, double seconds)
    {
        var ring = _keys.Ring("a", "b");
        ring.Report(Choose(ring).Credential!, "m", Verdict(verdict));

        _keys.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal("b", Take(ring));
        _keys.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("a", Take(ring));
    }

    [Fact]
    public void A_bad_key_stays_bad_until_it_is_another()
    {
        var ring = _keys.Ring("a", "b");
        ring.Report(Choose(ring).Credential!, "m", KeyVerdict.Rejected);
        _keys.Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal("b", Take(ring));

        _keys.Values["a"] = "test-key-new";

        Assert.Equal("a", Take(ring));
    }

    [Fact]
    public void A_rate_limit_is_for_one_model_and_quota_and_refusal_for_all()
    {
        var ring = _keys.Ring("a", "b");

        ring.Report(Key(ring, "a"), "m", KeyVerdict.RateLimited(null));
        Assert.Equal(("b", "b", "a"), (Take(ring, "m"), Take(ring, "M"), Take(ring, "other")));
        ring.Report(Key(ring, "a", "other"), "other", KeyVerdict.OutOfQuota(null));
        Assert.Equal("b", Take(ring, "third"));
        ring.Report(Key(ring, "b", "other"), "other", KeyVerdict.Rejected);
        Assert.Null(Take(ring, "m"));
    }

    [Fact]
    public void A_rate_limit_of_no_model_in_particular_is_for_all()
    {
        var ring = _keys.Ring("a", "b");

        ring.Report(Choose(ring).Credential!, null, KeyVerdict.RateLimited(null));

        Assert.Equal("b", Take(ring, "any"));
    }

    [Fact]
    public void A_late_verdict_is_for_the_key_that_the_call_carried()
    {
        var ring = _keys.Ring("a", "b");
        var early = Choose(ring).Credential!;
        ring.Switch();
        Assert.Equal("b", Take(ring));

        ring.Report(early, "m", KeyVerdict.Rejected);

        Assert.Equal([KeyState.Bad, KeyState.Ready], ring.Describe().Select(key => key.State));
    }

    [Fact]
    public void A_late_verdict_is_for_the_value_that_the_call_carried_not_for_the_slot()
    {
        var ring = _keys.Ring("a");
        var early = Choose(ring).Credential!;
        _keys.Values["a"] = "test-key-new";

        ring.Report(early, "m", KeyVerdict.Rejected);

        Assert.Equal("a", Take(ring));
    }

    [Fact]
    public void The_same_key_at_another_host_is_another_key()
    {
        var here = _keys.Ring("a");
        var there = _keys.Ring(KeyRotationStrategy.Failover, [_keys.Slot("a")], host: "other.example.com:443");

        here.Report(Choose(here).Credential!, "m", KeyVerdict.Rejected);

        Assert.Null(Take(here));
        Assert.Equal("a", Take(there));
    }

    [Fact]
    public void The_same_key_in_two_slots_is_one_key()
    {
        var ring = _keys.Ring(
            KeyRotationStrategy.Failover, [new KeySlot("a", new LiteralSecret("test-key-163"), []), new KeySlot("b", new LiteralSecret(" test-key-163 "), [])]);

        ring.Report(Key(ring, "b"), "m", KeyVerdict.Rejected);

        Assert.Null(Take(ring));
    }

    [Theory]
    [InlineData(KeyRotationStrategy.Failover)]
    [InlineData(KeyRotationStrategy.RoundRobin)]
    public void A_new_configuration_keeps_what_is_known_and_whose_turn_it_is(KeyRotationStrategy rotation)
    {
        var ring = _keys.Ring(rotation, "a", "b", "c", "d");
        ring.Report(Key(ring, "a"), "m", KeyVerdict.Rejected);
        ring.Switch();
        var before = Take(ring);

        var sorted = _keys.Ring(rotation, "d", "c", "b", "a");

        Assert.Equal(KeyState.Bad, sorted.Describe().Single(key => key.Name == "a").State);
        var after = Take(sorted);
        Assert.Equal(rotation == KeyRotationStrategy.Failover ? ("c", "c") : ("c", "d"), (before, after));
    }

    [Fact]
    public void Another_strategy_does_not_inherit_whose_turn_it_was()
    {
        var turns = _keys.Ring(KeyRotationStrategy.RoundRobin, "a", "b", "c");
        Take(turns);

        Assert.Equal("a", Take(_keys.Ring(KeyRotationStrategy.Failover, "a", "b", "c")));
    }

    [Fact]
    public void A_preferred_slot_that_is_no_more_leaves_the_first()
    {
        _keys.Ring("a", "b").Switch();

        var ring = _keys.Ring("c", "a");

        Assert.Equal("c", Take(ring));
        Assert.Equal([true, false], ring.Describe().Select(key => key.Preferred));
    }

    [Fact]
    public void Keys_for_some_models_are_used_for_those_alone()
    {
        var ring = _keys.Ring("small:mini-*", "big:*-large");

        Assert.Equal(("small", "big"), (Take(ring, "mini-1"), Take(ring, "x-large")));
        Assert.Equal(["mini-*"], ring.Describe()[0].Models);
    }

    [Fact]
    public void The_credential_carries_the_value_of_its_slot()
    {
        var ring = _keys.Ring("a", "b");

        Assert.Equal("test-key-b", Key(ring, "b").Secret.Reveal());
    }

    [Fact]
    public async Task A_question_that_costs_nothing_takes_a_key_that_calls_may_not()
    {
        var ring = _keys.Ring("a", "b");
        ring.Report(Key(ring, "a"), "m", KeyVerdict.Rejected);
        Assert.Equal("b", (await ring.FindAsync(CancellationToken.None))!.Slot);

        ring.Report(Key(ring, "b"), "m", KeyVerdict.OutOfQuota(null));
        var found = await ring.FindAsync(CancellationToken.None);

        Assert.Equal("a", found!.Slot);
        ring.Absolve(found);
        Assert.Equal("a", Take(ring));
    }

    [Fact]
    public async Task A_question_that_costs_nothing_takes_nobodys_turn()
    {
        var ring = _keys.Ring(KeyRotationStrategy.RoundRobin, "a", "b");

        await ring.FindAsync(CancellationToken.None);

        Assert.Equal("a", Take(ring));
    }

    [Fact]
    public void Absolving_takes_back_a_refusal_and_no_rest()
    {
        var ring = _keys.Ring("a");
        var key = Choose(ring).Credential!;
        ring.Report(key, "m", KeyVerdict.OutOfQuota(null));

        ring.Absolve(key);

        Assert.Equal(KeyState.OutOfQuota, ring.Describe()[0].State);
    }

    private static KeyVerdict Verdict(string name) => name switch
    {
        "limit" => KeyVerdict.RateLimited(null),
        "limit for a time" => KeyVerdict.RateLimited(TimeSpan.FromSeconds(90)),
        "quota" => KeyVerdict.OutOfQuota(null),
        "quota for a time" => KeyVerdict.OutOfQuota(TimeSpan.FromSeconds(90)),
        _ => KeyVerdict.Rejected,
    };
}
