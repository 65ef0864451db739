using System.Collections.Concurrent;
using Missy.Configuration;
using Missy.Providers.Keys;
using Missy.Providers.Secrets;
using static Missy.Tests.Providers.Keys.KeyHarness;

namespace Missy.Tests.Providers.Keys;

/// <summary>Many calls at once with the keys of one provider.</summary>
public sealed class KeyThreadTests
{
    private const int Threads = 4;
    private readonly KeyHarness _keys = new();

    [Fact]
    public void Round_robin_serves_all_keys_alike_however_many_ask_at_once()
    {
        var ring = _keys.Ring(KeyRotationStrategy.RoundRobin, "a", "b", "c");
        var taken = new ConcurrentBag<string>();

        AtOnce(_ =>
        {
            for (var i = 0; i < 3000; i++)
            {
                taken.Add(Take(ring)!);
            }
        });

        Assert.All(taken.GroupBy(slot => slot), calls => Assert.Equal(Threads * 1000, calls.Count()));
    }

    [Fact]
    public void Of_two_calls_that_come_to_one_key_at_the_same_time_one_takes_the_next()
    {
        List<string?> taken = [];
        KeyRing ring = null!;
        var between = new Meddling(() => taken.Add(Take(ring)));
        ring = _keys.Ring(KeyRotationStrategy.RoundRobin, [new KeySlot("a", between, []), new KeySlot("b", between, []), new KeySlot("c", between, [])]);

        taken.Add(Take(ring));

        Assert.Equal(["a", "b"], taken);
        Assert.Equal("c", Take(ring));
    }

    [Fact]
    public void Of_two_switches_at_the_same_time_one_goes_on_from_the_other()
    {
        List<KeySwitch> done = [];
        KeyRing ring = null!;
        var between = new Meddling(() => done.Add(ring.Switch()));
        ring = _keys.Ring(KeyRotationStrategy.Failover, [new KeySlot("a", between, []), new KeySlot("b", between, []), new KeySlot("c", between, [])]);

        done.Add(ring.Switch());

        Assert.Equal([new KeySwitch("it", "a", "b"), new KeySwitch("it", "b", "c")], done);
    }

    [Fact]
    public void Switches_at_once_are_as_many_switches()
    {
        var ring = _keys.Ring("a", "b", "c", "d", "e");
        var done = new ConcurrentBag<KeySwitch>();

        AtOnce(_ =>
        {
            for (var i = 0; i < 500; i++)
            {
                done.Add(ring.Switch());
            }
        });

        Assert.All(done.GroupBy(one => one.Before), switches => Assert.Equal(Threads * 100, switches.Count()));
        Assert.Equal("a", Take(ring));
    }

    [Theory]
    [InlineData(KeyRotationStrategy.Failover)]
    [InlineData(KeyRotationStrategy.RoundRobin)]
    public void No_key_is_taken_once_it_is_known_to_rest_and_no_verdict_meets_another(KeyRotationStrategy rotation)
    {
        for (var round = 0; round < 100; round++)
        {
            var keys = new KeyHarness();
            var ring = keys.Ring(rotation, [.. Enumerable.Range(0, 12).Select(i => $"k{i}")]);
            var parked = new ConcurrentDictionary<string, KeyVerdict>();

            AtOnce(thread =>
            {
                var random = new Random((round * Threads) + thread);
                while (true)
                {
                    // What was parked before the choice began must not be chosen.
                    var known = parked.Keys.ToHashSet();
                    if (Choose(ring).Credential is not { } credential)
                    {
                        return;
                    }

                    Assert.DoesNotContain(credential.Slot, known);
                    Assert.Equal($"test-key-{credential.Slot}", credential.Secret.Reveal());
                    var verdict = random.Next(5) switch
                    {
                        0 => KeyVerdict.Rejected,
                        1 => KeyVerdict.RateLimited(TimeSpan.FromSeconds(30)),
                        2 => KeyVerdict.OutOfQuota(null),
                        _ => KeyVerdict.Good,
                    };
                    ring.Report(credential, "m", verdict);
                    if (verdict != KeyVerdict.Good)
                    {
                        parked[credential.Slot] = verdict;
                    }
                }
            });

            // Every key ended as one of its own calls said, so no verdict was lost or went to another.
            Assert.All(ring.Describe(), key => Assert.NotEqual(KeyState.Ready, key.State));
            keys.Time.Advance(TimeSpan.FromSeconds(30));
            Assert.All(
                ring.Describe().Where(key => key.State == KeyState.Ready),
                key => Assert.Equal(KeyState.Cooling, parked[key.Name].State));
        }
    }

    [Fact]
    public void A_verdict_marks_the_key_of_its_own_call()
    {
        var ring = _keys.Ring(KeyRotationStrategy.RoundRobin, [.. Enumerable.Range(0, Threads).Select(i => $"k{i}")]);
        var limited = new ConcurrentBag<(string Slot, string Model)>();

        AtOnce(thread =>
        {
            for (var i = 0; i < 500; i++)
            {
                var model = $"model-{thread}-{i}";
                var credential = Choose(ring, model).Credential!;
                Thread.Yield();
                ring.Report(credential, model, KeyVerdict.RateLimited(null));
                limited.Add((credential.Slot, model));
            }
        });

        Assert.All(ring.Describe(), key => Assert.Equal(
            limited.Where(one => one.Slot == key.Name).Select(one => one.Model).Order(StringComparer.OrdinalIgnoreCase),
            key.RestsFor));
    }

    private static void AtOnce(Action<int> work)
    {
        using var start = new Barrier(Threads);
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(thread);
            }
            catch (Exception exception)
            {
                failures.Enqueue(exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(failures);
    }

    /// <summary>A key at whose first reading somebody else does something.</summary>
    private sealed class Meddling(Action meddle) : ISecretSource
    {
        private Action? _meddle = meddle;

        public bool CanRenew => false;

        public SecretState Peek()
        {
            Interlocked.Exchange(ref _meddle, null)?.Invoke();
            return SecretState.Found("test-key-1");
        }

        public ValueTask<SecretState> ReadAsync(CancellationToken cancellationToken) => new(Peek());

        public ValueTask<SecretState> RenewAsync(string refused, CancellationToken cancellationToken) => new(Peek());
    }
}
