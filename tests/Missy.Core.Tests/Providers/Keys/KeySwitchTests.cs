using Missy.Configuration;
using Missy.Providers.Keys;
using static Missy.Tests.Providers.Keys.KeyHarness;

namespace Missy.Tests.Providers.Keys;

/// <summary>Going on to the next key by hand.</summary>
public sealed class KeySwitchTests
{
    private readonly KeyHarness _keys = new();

    [Theory]
    [InlineData(KeyRotationStrategy.Failover)]
    [InlineData(KeyRotationStrategy.RoundRobin)]
    public void The_next_call_takes_the_slot_that_it_names(KeyRotationStrategy rotation)
    {
        var ring = _keys.Ring(rotation, "a", "b", "c");
        foreach (var (before, after) in (ReadOnlySpan<(string, string)>)[("a", "b"), ("b", "c"), ("c", "a")])
        {
            Assert.Equal(before, ring.Next);
            Assert.Equal(new KeySwitch("it", before, after), ring.Switch());
            Assert.Equal(after, ring.Next);
            Assert.Equal(after, ring.Describe().Single(key => key.Preferred).Name);
        }

        ring.Switch();
        Assert.Equal("b", Take(ring));
    }

    [Fact]
    public void Failover_stays_with_it()
    {
        var ring = _keys.Ring("a", "b");
        ring.Switch();

        Assert.Equal(["b", "b", "b"], Enumerable.Range(0, 3).Select(_ => Take(ring)));
    }

    [Fact]
    public void A_key_that_fails_is_left_for_the_next_and_taken_again_later()
    {
        var ring = _keys.Ring("a", "b", "c");
        ring.Switch();
        ring.Report(Choose(ring).Credential!, "m", KeyVerdict.RateLimited(null));

        Assert.Equal("c", Take(ring));
        _keys.Time.Advance(KeyMarks.FirstRest);
        Assert.Equal("b", Take(ring));
    }

    [Fact]
    public void What_cannot_be_used_is_left_out()
    {
        var ring = _keys.Ring("a", "b", "c", "d");
        ring.Report(Key(ring, "b"), "m", KeyVerdict.Rejected);
        _keys.Values.Remove("c");

        Assert.Equal(new KeySwitch("it", "a", "d"), ring.Switch());
    }

    [Fact]
    public void It_leaves_a_key_that_rests_for_a_model()
    {
        var ring = _keys.Ring("a", "b");
        ring.Report(Key(ring, "a"), "m", KeyVerdict.RateLimited(null));

        Assert.Equal(new KeySwitch("it", "a", "b"), ring.Switch());
        Assert.Equal("b", Take(ring, "other"));
    }

    [Theory]
    [InlineData("", null, "it has no keys")]
    [InlineData("a", "a", "it has no other key")]
    [InlineData("a,-b", "a", "no other key can be used now: the environment variable b is not set in this process")]
    [InlineData("a,!b", "a", "no other key can be used now: the service did not accept its key 'b'")]
    [InlineData("!a,!b", "a", "no other key can be used now: the service did not accept its key 'b'")]
    [InlineData("!a,b", "b", "no other key can be used now: the service did not accept its key 'a'")]
    [InlineData("-a", null, "the environment variable a is not set in this process")]
    public void Where_there_is_no_other_nothing_changes_and_the_reason_is_told(string slots, string? stays, string reason)
    {
        var names = slots.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var ring = _keys.Ring([.. names.Select(name => name.TrimStart('-', '!'))]);
        foreach (var name in names)
        {
            if (name[0] == '-')
            {
                _keys.Values.Remove(name[1..]);
            }
            else if (name[0] == '!')
            {
                ring.Report(Key(ring, name[1..]), "m", KeyVerdict.Rejected);
            }
        }

        Assert.Equal(new KeySwitch("it", stays, stays, reason), ring.Switch());
    }

    [Fact]
    public void A_provider_of_another_name_at_the_same_host_has_its_own_preference()
    {
        _keys.Ring("a", "b").Switch();

        var other = new KeyRing([_keys.Slot("a"), _keys.Slot("b")], new KeyHolder("other", "api.example.com:443", true, ""), KeyRotationStrategy.Failover, _keys.States);

        Assert.Equal("a", Take(other));
    }
}
