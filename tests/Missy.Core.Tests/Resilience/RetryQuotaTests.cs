using Missy.Resilience;

namespace Missy.Tests.Resilience;

public sealed class RetryQuotaTests
{
    [Fact]
    public void Retries_take_until_it_is_used_up_and_the_cheaper_ones_longer()
    {
        var quota = new RetryQuota(() => 500);
        for (var retry = 0; retry < 35; retry++)
        {
            Assert.True(quota.TryTake(RetryQuota.TransientCost));
        }

        Assert.Equal(490, quota.Taken);
        Assert.False(quota.TryTake(RetryQuota.TransientCost));
        Assert.True(quota.TryTake(RetryQuota.ThrottlingCost));
        Assert.True(quota.TryTake(RetryQuota.ThrottlingCost));
        Assert.False(quota.TryTake(RetryQuota.ThrottlingCost));
        Assert.Equal(500, quota.Taken);
    }

    [Fact]
    public void A_success_gives_back_what_its_last_retry_took_or_a_little()
    {
        var quota = new RetryQuota(() => 500);
        quota.TryTake(14);
        quota.TryTake(14);
        quota.TryTake(5);

        quota.Succeeded(lastCost: 5);
        Assert.Equal(28, quota.Taken);
        quota.Succeeded(lastCost: 0);
        Assert.Equal(27, quota.Taken);
    }

    [Fact]
    public void Success_never_fills_it_beyond_its_capacity()
    {
        var quota = new RetryQuota(() => 500);
        quota.Succeeded(lastCost: 0);
        quota.TryTake(5);
        quota.Succeeded(lastCost: 14);
        Assert.Equal(0, quota.Taken);
    }

    [Fact]
    public void Zero_is_no_bound_and_a_changed_setting_holds_at_once()
    {
        var capacity = 0;
        var quota = new RetryQuota(() => capacity);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(quota.TryTake(14)));
        Assert.Equal(0, quota.Taken);

        capacity = 14;
        Assert.True(quota.TryTake(14));
        Assert.False(quota.TryTake(14));
        capacity = 28;
        Assert.True(quota.TryTake(14));
        capacity = 5;
        Assert.False(quota.TryTake(5));
    }

    [Fact]
    public void Many_threads_take_no_more_than_there_is()
    {
        const int calls = 500_000;
        var quota = new RetryQuota(() => 5 * calls);
        var taken = 0L;
        Parallel.For(0, calls + 1000, _ => Interlocked.Add(ref taken, quota.TryTake(5) ? 5 : 0));

        Assert.Equal(5 * calls, taken);
        Assert.Equal(5 * calls, quota.Taken);
        Parallel.For(0, calls, _ => quota.Succeeded(lastCost: 0));
        Assert.Equal(4 * calls, quota.Taken);
    }

    [Fact]
    public void Taking_and_giving_back_at_once_loses_nothing()
    {
        var quota = new RetryQuota(() => 500);
        Parallel.For(0, 200_000, _ =>
        {
            if (quota.TryTake(14))
            {
                Assert.InRange(quota.Taken, 14, 500);
                quota.Succeeded(lastCost: 14);
            }
        });

        Assert.Equal(0, quota.Taken);
    }

    [Fact]
    public void Each_provider_and_base_URL_has_its_own()
    {
        var quotas = new RetryQuotas(() => 14);
        var one = new Uri("https://one.test/v1");
        Assert.True(quotas.Of("it", one).TryTake(14));

        Assert.False(quotas.Of("it", new Uri("https://one.test/v1")).TryTake(14));
        Assert.True(quotas.Of("it", new Uri("https://two.test/v1")).TryTake(14));
        Assert.True(quotas.Of("other", one).TryTake(14));
        Assert.True(quotas.Of("it", null).TryTake(14));
    }
}
