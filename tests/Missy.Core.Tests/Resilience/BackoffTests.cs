using Missy.Resilience;

namespace Missy.Tests.Resilience;

public sealed class BackoffTests
{
    private static readonly TimeSpan Forever = TimeSpan.MaxValue;

    /// <summary>First and longest wait, and the most that each retry waits; in milliseconds.</summary>
    public static TheoryData<double, double, double[]> Caps => new()
    {
        { 500, 8000, [500, 1000, 2000, 4000, 8000, 8000, 8000] },
        { 50, 20_000, [50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000] },
        { 1000, 20_000, [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000] },
        { 3000, 3000, [3000, 3000, 3000] },
        { 0, 8000, [0, 0, 0, 0] },
        { 0, 0, [0, 0] },
        { 0.0001, 86_400_000, [0.0001, 0.0002, 0.0004] },
    };

    [Theory]
    [MemberData(nameof(Caps))]
    public void The_wait_doubles_up_to_the_cap_and_jitter_takes_any_part_of_it(double first, double longest, double[] caps)
    {
        foreach (var share in (double[])[0, 0.25, 0.5, 0.999])
        {
            var backoff = new Backoff(TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(longest), () => share);
            for (var retry = 0; retry < caps.Length; retry++)
            {
                Assert.Equal(caps[retry] * share, Wait(backoff, retry)!.Value.TotalMilliseconds, 0.0001);
            }
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1024)]
    [InlineData(int.MaxValue)]
    public void No_number_of_retries_overflows(int retry)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(8), () => 0.999);
        Assert.Equal(7.992, Wait(backoff, retry)!.Value.TotalSeconds, 3);
        Assert.Equal(TimeSpan.Zero, Wait(new Backoff(TimeSpan.Zero, TimeSpan.FromDays(1), () => 0.5), retry: 60));
        Assert.NotNull(Wait(new Backoff(TimeSpan.FromDays(1), TimeSpan.FromDays(1), () => 0.999), retry));
    }

    [Fact]
    public void Without_a_source_of_its_own_it_varies_within_the_cap()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(8));
        var waits = Enumerable.Range(0, 1000).Select(_ => Wait(backoff, 2)!.Value).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        Assert.True(waits.Min() < TimeSpan.FromMilliseconds(200) && waits.Max() > TimeSpan.FromMilliseconds(1800));
    }

    /// <summary>Own wait, asked for, the longest obeyed, the call's time left; and the wait, in seconds (null = none).</summary>
    [Theory]
    [InlineData(1, null, 30, 100, 1.0)]
    [InlineData(1, 0.0, 30, 100, 1.0)]
    [InlineData(1, 0.5, 30, 100, 1.0)]
    [InlineData(1, 7.0, 30, 100, 7.0)]
    [InlineData(1, 30.0, 30, 100, 30.0)]
    [InlineData(1, 30.001, 30, 100, null)]
    [InlineData(1, 7.0, 30, 7, null)]
    [InlineData(1, 7.0, 30, 7.001, 7.0)]
    [InlineData(1, null, 30, 1, null)]
    [InlineData(1, null, 30, 0, null)]
    [InlineData(1, null, 0, 100, 1.0)]
    [InlineData(1, 0.0, 0, 100, 1.0)]
    [InlineData(1, 0.001, 0, 100, null)]
    [InlineData(0, 0.0, 0, 100, 0.0)]
    [InlineData(0, 0.0, 0, 0, null)]
    [InlineData(1, double.PositiveInfinity, 86_400, 1e9, null)]
    public void What_the_service_asks_is_the_least_and_obeyed_within_limits(double own, double? asked, double maxWait, double left, double? expected)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(2 * own), TimeSpan.FromSeconds(2 * own), () => 0.5);
        var retryAfter = asked switch { null => (TimeSpan?)null, double.PositiveInfinity => TimeSpan.MaxValue, { } seconds => TimeSpan.FromSeconds(seconds) };

        Assert.Equal(
            expected is { } wait ? TimeSpan.FromSeconds(wait) : null,
            backoff.Before(0, retryAfter, TimeSpan.FromSeconds(maxWait), TimeSpan.FromSeconds(left)));
    }

    private static TimeSpan? Wait(Backoff backoff, int retry) => backoff.Before(retry, null, TimeSpan.Zero, Forever);
}
