using Missy.Configuration;
using Missy.Providers.Keys;
using Missy.Providers.Secrets;
using static Missy.Tests.Providers.Keys.KeyHarness;

namespace Missy.Tests.Providers.Keys;

/// <summary>Keys that somebody has to be asked for, and that may be others when they are asked for again.</summary>
public sealed class KeyRenewalTests
{
    private readonly KeyHarness _keys = new();
    private readonly Vault _vault;
    private readonly KeyRing _ring;

    public KeyRenewalTests()
    {
        _vault = new Vault(_keys.Time);
        _keys.Values["b"] = "test-key-b";
        _ring = _keys.Ring(KeyRotationStrategy.Failover, [new KeySlot("a", _vault, []), _keys.Slot("b")]);
    }

    [Fact]
    public async Task A_renewed_key_takes_the_place_of_the_refused_one_in_its_call()
    {
        var credential = Choose(_ring).Credential!;
        _vault.Key = "test-key-2";

        var renewed = await _ring.RenewAsync(credential, CancellationToken.None);
        _ring.Report(credential, "m", KeyVerdict.RateLimited(TimeSpan.FromSeconds(30)));

        Assert.Equal("test-key-2", renewed!.Secret.Reveal());
        Assert.Equal((KeyState.Cooling, _keys.Now.AddSeconds(30)), (_ring.Describe()[0].State, _ring.Describe()[0].Until));
        Assert.Equal(KeyState.Bad, _keys.States.Standing("api.example.com:443", "test-key-1", null).State);
    }

    [Fact]
    public async Task The_same_key_again_is_no_other()
    {
        var credential = Choose(_ring).Credential!;

        Assert.Null(await _ring.RenewAsync(credential, CancellationToken.None));
        Assert.Null(await _ring.RenewAsync(Key(_ring, "b"), CancellationToken.None));
        _vault.Key = null;
        Assert.Null(await _ring.RenewAsync(credential, CancellationToken.None));
        Assert.Null(credential.Renewed);
    }

    [Fact]
    public void A_bad_one_is_asked_for_again_now_and_then_and_not_at_each_attempt()
    {
        _ring.Report(Choose(_ring).Credential!, "m", KeyVerdict.Rejected);
        Assert.Equal("b", Take(_ring));
        Assert.Equal(1, _vault.Reads);

        _keys.Time.Advance(FetchedSecret.FailureLifetime);
        Assert.Equal(["b", "b", "b"], Enumerable.Range(0, 3).Select(_ => Take(_ring)));
        Assert.Equal(2, _vault.Reads);

        _vault.Key = "test-key-2";
        Assert.Equal("b", Take(_ring));
        _keys.Time.Advance(FetchedSecret.FailureLifetime);
        Assert.Equal("a", Take(_ring));
        Assert.Equal(3, _vault.Reads);
    }

    [Fact]
    public void What_the_call_has_tried_is_not_asked_for_again()
    {
        _ring.Report(Choose(_ring).Credential!, "m", KeyVerdict.Rejected);
        _keys.Time.Advance(FetchedSecret.FailureLifetime);

        Assert.Equal("b", Take(_ring, "m", "a"));
        Assert.Equal(1, _vault.Reads);
    }

    [Fact]
    public void A_provider_whose_only_key_may_be_another_by_now_can_be_called()
    {
        var ring = _keys.Ring(KeyRotationStrategy.Failover, [new KeySlot("a", _vault, [])]);
        ring.Report(Choose(ring).Credential!, "m", KeyVerdict.Rejected);
        Assert.NotNull(ring.Lack());

        _keys.Time.Advance(FetchedSecret.FailureLifetime);

        Assert.Null(ring.Lack());
        Assert.Equal(ErrorKind.Authentication, Choose(ring).Failure!.Kind);
        Assert.NotNull(ring.Lack());
    }

    [Fact]
    public void One_that_has_just_failed_waits_behind_the_others()
    {
        _vault.Key = null;
        Assert.Equal("b", Take(_ring));
        Assert.Equal("b", Take(_ring));
        Assert.Equal(1, _vault.Reads);

        Assert.Null(Take(_ring, "m", "b"));
        Assert.Equal(2, _vault.Reads);

        _vault.Key = "test-key-1";
        _keys.Time.Advance(FetchedSecret.FailureLifetime);
        Assert.Equal("a", Take(_ring));
    }

    [Fact]
    public void Looking_asks_for_nothing()
    {
        Assert.Equal([KeyState.Ready, KeyState.Ready], _ring.Describe().Select(key => key.State));
        Assert.Equal(("a", true), (_ring.Next, _ring.HasKey));
        Assert.Null(_ring.Lack());
        Assert.Equal(new KeySwitch("it", "a", "b"), _ring.Switch());
        Assert.Equal(0, _vault.Reads);
    }

    [Fact]
    public async Task Who_leaves_while_it_is_asked_for_is_let_go()
    {
        _vault.Opens = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var choosing = _ring.ChooseAsync("m", [], leaving.Token).AsTask();
        Assert.False(choosing.IsCompleted);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => choosing);
    }

    private sealed class Vault(TimeProvider time) : FetchedSecret(time)
    {
        public string? Key { get; set; } = "test-key-1";

        public int Reads { get; private set; }

        public TaskCompletionSource? Opens { get; set; }

        protected override async Task<SecretState> FetchAsync(CancellationToken cancellationToken)
        {
            Reads++;
            if (Opens is not null)
            {
                await Opens.Task.WaitAsync(cancellationToken);
            }

            return Key is { } key ? SecretState.Found(key) : SecretState.Missing("the vault is locked");
        }
    }
}
