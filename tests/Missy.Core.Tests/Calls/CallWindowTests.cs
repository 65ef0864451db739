using Missy.Calls;

namespace Missy.Tests.Calls;

public sealed class CallWindowTests : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TaskCompletionSource<string>> _calls = [];
    private CallWindow<string>? _window;

    public void Dispose()
    {
        _window?.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public void Calls_come_back_in_the_order_in_which_they_were_begun()
    {
        var window = Window(limit: 3, ordered: true, calls: 3);

        _calls[2].SetResult("c");
        _calls[1].SetResult("b");
        Assert.Null(window.Take());
        _calls[0].SetResult("a");

        Assert.Equal(["a", "b", "c"], TakeAll(window).Select(ended => ended.Answer));
    }

    [Fact]
    public void Calls_come_back_as_they_end_where_no_order_is_kept()
    {
        var window = Window(limit: 3, ordered: false, calls: 3);

        _calls[2].SetResult("c");
        _calls[0].SetResult("a");
        Assert.Equal(["c", "a"], TakeAll(window).Select(ended => ended.Answer));
        _calls[1].SetResult("b");

        Assert.Equal(["b"], TakeAll(window).Select(ended => ended.Answer));
    }

    [Fact]
    public void A_failed_call_comes_back_in_its_place_with_its_item()
    {
        var window = Window(limit: 3, ordered: true, calls: 1);
        var failure = new MissyException(ErrorKind.Unavailable, "gone");
        window.Fail("unreadable", failure);
        Begin(window);

        _calls[1].SetException(failure);
        Assert.Null(window.Take());
        _calls[0].SetResult("a");

        Assert.Equal(
            [new EndedCall<string>(0, "a", null), new EndedCall<string>("unreadable", null, failure), new EndedCall<string>(1, null, failure)],
            TakeAll(window));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void There_is_room_for_no_more_than_the_limit(bool ordered)
    {
        var window = Window(limit: 2, ordered, calls: 1);
        Assert.True(window.HasRoom);
        Begin(window);
        Assert.False(window.HasRoom);

        _calls[1].SetResult("b");

        Assert.True(window.HasRoom);
        Assert.Equal(1, window.Running);
    }

    [Fact]
    public void Behind_a_slow_call_four_times_the_limit_are_kept_and_no_more()
    {
        var window = Window(limit: 2, ordered: true, calls: 1);
        while (window.HasRoom)
        {
            Begin(window);
            _calls[^1].SetResult("done");
        }

        Assert.Equal(8, window.Count);
        Assert.Equal(1, window.Running);
        _calls[0].SetResult("slow");
        Assert.Equal("slow", window.Take()?.Answer);
        Assert.True(window.HasRoom);
    }

    [Fact]
    public void What_could_not_begin_takes_room_too()
    {
        var window = Window(limit: 1, ordered: true, calls: 0);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(window.HasRoom);
            window.Fail(i, new MissyException(ErrorKind.InvalidRequest, "unreadable"));
        }

        Assert.False(window.HasRoom);
    }

    [Fact]
    public async Task A_wait_for_room_ends_when_a_call_has_ended()
    {
        var window = Window(limit: 2, ordered: true, calls: 2);
        var room = window.WaitForRoomAsync();
        Assert.False(room.IsCompleted);

        _calls[1].SetResult("b");

        await room;
        Assert.Null(window.Take());
    }

    [Fact]
    public async Task A_wait_for_the_next_goes_on_while_only_later_ones_end()
    {
        var window = Window(limit: 2, ordered: true, calls: 2);
        var next = window.WaitForNextAsync();

        _calls[1].SetResult("b");
        Assert.False(next.IsCompleted);
        _calls[0].SetResult("a");

        await next;
        Assert.Equal(2, TakeAll(window).Count);
        await window.WaitForNextAsync();
    }

    [Fact]
    public async Task The_end_cancels_all_and_waits_until_the_last_has_ended()
    {
        var window = Window(limit: 2, ordered: true, calls: 1);
        var slowToGo = new TaskCompletionSource<string>();
        CancellationToken given = default;
        window.Begin("slow", token =>
        {
            given = token;
            return slowToGo.Task;
        });

        var end = window.EndAsync();
        await _calls[0].Task.ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.True(_calls[0].Task.IsCanceled);
        Assert.True(given.IsCancellationRequested);
        Assert.False(end.IsCompleted);
        slowToGo.SetResult("late");
        await end;
        Assert.Equal(0, window.Count);
        Assert.Null(window.Take());
    }

    [Fact]
    public void The_given_token_cancels_all()
    {
        var window = Window(limit: 2, ordered: true, calls: 2);

        _stopping.Cancel();

        Assert.All(TakeAll(window), ended => Assert.IsType<TaskCanceledException>(ended.Failure));
        Assert.Equal(0, window.Running);
    }

    [Fact]
    public async Task Any_number_of_calls_on_any_threads_keeps_order_and_limit()
    {
        var window = Window(limit: 7, ordered: true, calls: 0);
        int running = 0, most = 0;
        var taken = new List<object?>();
        for (var i = 0; i < 5_000; i++)
        {
            while (!window.HasRoom)
            {
                await window.WaitForRoomAsync();
                taken.AddRange(TakeAll(window).Select(ended => ended.Item));
            }

            window.Begin(i, async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return "";
            });
        }

        while (window.Count > 0)
        {
            await window.WaitForNextAsync();
            taken.AddRange(TakeAll(window).Select(ended => ended.Item));
        }

        Assert.Equal(Enumerable.Range(0, 5_000).Cast<object?>(), taken);
        Assert.InRange(most, 1, 7);
    }

    private static List<EndedCall<string>> TakeAll(CallWindow<string> window)
    {
        var taken = new List<EndedCall<string>>();
        while (window.Take() is { } ended)
        {
            taken.Add(ended);
        }

        return taken;
    }

    private CallWindow<string> Window(int limit, bool ordered, int calls)
    {
        _window = new CallWindow<string>(limit, ordered, _stopping.Token);
        for (var i = 0; i < calls; i++)
        {
            Begin(_window);
        }

        return _window;
    }

    private void Begin(CallWindow<string> window)
    {
        var call = new TaskCompletionSource<string>();
        window.Begin(_calls.Count, token =>
        {
            token.Register(() => call.TrySetCanceled(token));
            return call.Task;
        });
        _calls.Add(call);
    }
}
