namespace Missy.Tests.Resilience;

public sealed class CircuitBreakerThreadTests
{
    private const int Threads = 64;

    [Fact]
    public void Of_64_threads_that_contend_exactly_one_gets_the_probe()
    {
        const int rounds = 50;
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        var admitted = new int[rounds];
        using var gate = new Barrier(Threads, _ => bench.Advance(60));
        Run(_ =>
        {
            for (var round = 0; round < rounds; round++)
            {
                gate.SignalAndWait();
                var entered = bench.Breaker.TryEnter(out var lease, out var rejection);
                Assert.True(entered ? lease is not null : rejection!.Kind == ErrorKind.CircuitOpen);
                if (entered)
                {
                    Interlocked.Increment(ref admitted[round]);
                }

                gate.SignalAndWait();
                lease?.Failed(ErrorKind.Unavailable);
                gate.SignalAndWait();
            }
        });

        Assert.All(admitted, count => Assert.Equal(1, count));
    }

    [Fact]
    public void However_probes_end_there_is_never_a_second_one_beside_the_first()
    {
        var bench = new BreakerBench(threshold: 1, cooldown: 10);
        bench.Fail();
        bench.Advance(10);
        var (inFlight, most, probes) = (0, 0, 0);
        Run(thread =>
        {
            var random = new Random(thread);
            while (Volatile.Read(ref probes) < 2000)
            {
                if (!bench.Breaker.TryEnter(out var lease, out _))
                {
                    Thread.Yield();
                    continue;
                }

                var now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);
                Interlocked.Increment(ref probes);
                Interlocked.Decrement(ref inFlight);
                if (random.Next(2) == 0)
                {
                    lease.Dispose();
                }
                else
                {
                    // Nobody gets in before the clock is moved, and only the one who opened it moves it.
                    lease.Failed(ErrorKind.Unavailable);
                    bench.Advance(10);
                }
            }
        });

        Assert.Equal(1, most);
    }

    [Fact]
    public void Failures_of_many_threads_are_all_counted_and_open_it_once()
    {
        var bench = new BreakerBench(threshold: Threads * 100);
        Run(_ => bench.Fail(100));

        Assert.Equal(Threads * 100, bench.Breaker.Describe().Failures);
        Assert.Equal([CircuitState.Open], bench.Announced);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private static void Run(Action<int> work)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                work(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(failures);
    }
}
