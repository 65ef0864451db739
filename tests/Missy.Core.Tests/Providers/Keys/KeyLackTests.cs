using Missy.Configuration;
using Missy.Providers.Keys;
using static Missy.Tests.Providers.Keys.KeyHarness;

namespace Missy.Tests.Providers.Keys;

/// <summary>What a call hears that gets no key.</summary>
public sealed class KeyLackTests
{
    private readonly KeyHarness _keys = new();

    [Theory]
    [InlineData("missing", ErrorKind.Authentication, null, "the environment variable a is not set in this process", "Set a, or choose")]
    [InlineData("bad", ErrorKind.Authentication, null, "the service did not accept its key 'a'", "Set another key for 'a'")]
    [InlineData("quota", ErrorKind.QuotaExceeded, 3600, "the account of its key 'a' is out of credit or quota, and is not asked again before 2026-01-01 01:00:00Z", "a key of an account with credit")]
    [InlineData("limit", ErrorKind.RateLimited, 10, "its key 'a' is rate limited until 2026-01-01 00:00:10Z", "Wait, add a key to 'api_keys' of providers.it")]
    [InlineData("missing,bad", ErrorKind.Authentication, null, "the service did not accept its key 'b'", "Set another key for 'b'")]
    [InlineData("bad,quota", ErrorKind.QuotaExceeded, 3600, "the service did not accept its key 'a'; the account of its key 'b' is out of credit or quota, and is not asked again before 2026-01-01 01:00:00Z", "credit")]
    [InlineData("quota,limit,bad", ErrorKind.RateLimited, 10, "", "Wait")]
    [InlineData("missing,missing", ErrorKind.Authentication, null, "the environment variable a is not set in this process", "Set a, or choose")]
    public void The_error_tells_kind_reason_time_and_remedy(string states, ErrorKind kind, int? seconds, string problem, string remedy)
    {
        var ring = Marked(states.Split(','));

        var choice = Choose(ring);

        Assert.Null(choice.Credential);
        var failure = Assert.Throws<MissyException>(() => choice.OrThrow());
        Assert.Equal((kind, "it", "m"), (failure.Kind, failure.Provider, failure.Model));
        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
        Assert.StartsWith($"Provider 'it' cannot be used: {problem}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(kind == ErrorKind.RateLimited ? _keys.Now.AddSeconds(10) : null, choice.CoolingUntil);
    }

    [Theory]
    [InlineData("missing", false)]
    [InlineData("bad", false)]
    [InlineData("quota", false)]
    [InlineData("limit", true)]
    [InlineData("bad,quota,missing", false)]
    [InlineData("bad,ready", true)]
    [InlineData("bad,limit", true)]
    public void A_provider_can_be_called_while_a_key_is_usable_or_only_rests(string states, bool available) =>
        Assert.Equal(available, Marked(states.Split(',')).Lack() is null);

    [Fact]
    public void A_key_that_rests_for_one_model_is_no_lack_and_one_that_rests_for_all_neither()
    {
        var ring = _keys.Ring("a");
        ring.Report(Choose(ring).Credential!, null, KeyVerdict.RateLimited(null));

        Assert.Null(ring.Lack());
    }

    [Fact]
    public void The_first_key_to_come_back_is_told_also_when_the_call_has_tried_it()
    {
        var ring = _keys.Ring("a", "b");
        ring.Report(Key(ring, "a"), "m", KeyVerdict.RateLimited(TimeSpan.FromSeconds(5)));
        ring.Report(Key(ring, "b"), "m", KeyVerdict.RateLimited(TimeSpan.FromSeconds(3)));

        var all = Choose(ring);
        var tried = Choose(ring, "m", "a", "b");

        Assert.Equal((_keys.Now.AddSeconds(3), "b"), (all.CoolingUntil, all.CoolingSlot));
        Assert.Equal((_keys.Now.AddSeconds(3), "b"), (tried.CoolingUntil, tried.CoolingSlot));
    }

    [Fact]
    public void When_all_are_tried_and_none_rests_the_first_comes_back_now()
    {
        var ring = _keys.Ring("a", "b");

        var choice = Choose(ring, "m", "a", "b");

        Assert.Equal((_keys.Now, "a"), (choice.CoolingUntil, choice.CoolingSlot));
        Assert.Equal(TimeSpan.Zero, choice.Failure!.RetryAfter);
    }

    [Fact]
    public void Keys_that_are_all_for_other_models_are_an_error_of_the_configuration()
    {
        var choice = Choose(_keys.Ring("a:x*", "b:y*"), "z");

        Assert.Equal(ErrorKind.Configuration, choice.Failure!.Kind);
        Assert.Contains("none of its keys may be used for the model 'z'", choice.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("'models'", choice.Failure.Remedy, StringComparison.Ordinal);
        Assert.Null(choice.CoolingUntil);
    }

    [Fact]
    public async Task Who_needs_no_key_gets_none_where_none_is()
    {
        var ring = _keys.Ring(KeyRotationStrategy.Failover, [_keys.Slot("a"), _keys.Slot("b:x*")], needsKey: false);

        Assert.Equal(default, Choose(ring));
        Assert.Null(Choose(ring).OrThrow());
        Assert.Null(await ring.FindAsync(CancellationToken.None));
        Assert.Null(ring.Lack());
        Assert.Equal(default, Choose(_keys.Ring(KeyRotationStrategy.RoundRobin, [], needsKey: false)));
    }

    [Fact]
    public void A_bad_key_is_not_left_out_where_none_is_needed()
    {
        _keys.Values["a"] = "test-key-1";
        var ring = _keys.Ring(KeyRotationStrategy.Failover, [_keys.Slot("a")], needsKey: false);
        ring.Report(Choose(ring).Credential!, "m", KeyVerdict.Rejected);

        Assert.Equal(ErrorKind.Authentication, Choose(ring).Failure!.Kind);
        Assert.NotNull(ring.Lack());
    }

    [Fact]
    public async Task Who_needs_a_key_and_names_none_hears_how_to_give_one()
    {
        var ring = _keys.Ring(KeyRotationStrategy.Failover, []);

        var failure = await Assert.ThrowsAsync<MissyException>(async () => await ring.FindAsync(CancellationToken.None));

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Equal("Provider 'it' cannot be used: it has no key.", failure.Message);
        Assert.Contains("'api_key' of providers.it", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(failure.Message, Choose(ring).Failure!.Message);
    }

    [Fact]
    public void No_error_and_no_view_holds_a_key()
    {
        var ring = Marked(["bad", "quota", "limit"]);

        var choice = Choose(ring);

        var text = $"{choice} {choice.Failure} {choice.Failure!.Remedy} {string.Join(' ', ring.Describe())} {ring.Switch()}";
        Assert.DoesNotContain("test-key", text, StringComparison.Ordinal);
    }

    private KeyRing Marked(string[] states)
    {
        string[] names = ["a", "b", "c"];
        var ring = _keys.Ring([.. names.Take(states.Length)]);
        foreach (var (name, state) in names.Zip(states))
        {
            if (state == "missing")
            {
                _keys.Values.Remove(name);
            }
            else if (state != "ready")
            {
                ring.Report(
                    Key(ring, name),
                    "m",
                    state switch { "bad" => KeyVerdict.Rejected, "quota" => KeyVerdict.OutOfQuota(null), _ => KeyVerdict.RateLimited(null) });
            }
        }

        return ring;
    }
}
