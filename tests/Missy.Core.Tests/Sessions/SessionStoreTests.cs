using Missy.Sessions;

namespace Missy.Tests.Sessions;

public sealed class SessionStoreTests
{
    private readonly SessionStore _store = new();

    [Fact]
    public void Sessions_are_found_by_name_in_any_case_and_listed_as_they_were_made()
    {
        var b = Create("b");
        var a = Create("a");

        Assert.Same(b, _store.Find("B"));
        Assert.Same(a, _store.Get("A"));
        Assert.Same(a, _store.GetOrCreate("A", TimeProvider.System));
        Assert.Equal([b, a, _store.GetOrCreate("c", TimeProvider.System)], _store.All);
        Assert.Null(_store.Find("d"));
    }

    [Fact]
    public void Without_a_name_they_are_numbered_and_no_number_comes_twice()
    {
        Create("Session-2");

        var first = Create(null);
        _store.Remove(first);

        Assert.Equal("session-1", first.ToString());
        Assert.Equal("session-3", Create(null).Name);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        Create("Telegram_1");

        var failure = Assert.Throws<MissyException>(() => Create("telegram_1"));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains("already a session 'Telegram_1': Get-MissySession", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData(" \t", "blank")]
    [InlineData("a\nb", "control")]
    [InlineData("a\u009bb", "control")]
    public void A_name_that_cannot_be_shown_is_refused(string name, string reason)
    {
        Assert.Contains(reason, Assert.Throws<MissyException>(() => Create(name)).Message, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<MissyException>(() => _store.GetOrCreate(name, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Empty(_store.All);
    }

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        Create(new string('n', 128));

        Assert.Contains("129", Assert.Throws<MissyException>(() => Create(new string('n', 129))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_names_are_offered_for_one_that_there_is_not()
    {
        Create("telegram_123");

        Assert.Equal("There is no session 'telegram_132'. Did you mean 'telegram_123'?", Assert.Throws<MissyException>(() => _store.Get("telegram_132")).Message);
        Assert.Contains("Get-MissySession", Assert.Throws<MissyException>(() => _store.Get("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_removed_is_gone_and_its_name_free()
    {
        var old = Create("a");

        Assert.True(_store.Remove(old));
        Assert.False(_store.Remove(old));
        var other = Create("A");
        Assert.False(_store.Remove(old));

        Assert.Equal([other], _store.All);
    }

    [Fact]
    public async Task Many_threads_that_want_one_name_get_one_session()
    {
        var found = new System.Collections.Concurrent.ConcurrentBag<Session>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), (number, _) =>
        {
            found.Add(_store.GetOrCreate($"sender_{number % 10}", TimeProvider.System));
            Create(null);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(10, found.Distinct().Count());
        Assert.Equal(210, _store.All.Count);
    }

    private Session Create(string? name) => _store.Create(name, TimeProvider.System);
}
