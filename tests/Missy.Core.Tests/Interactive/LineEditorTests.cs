using System.Globalization;
using Missy.Interactive.Editing;
using Missy.Sessions.Talk;

namespace Missy.Tests.Interactive;

public sealed class LineEditorTests : IDisposable
{
    private readonly TypedKeys _typed = new();
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?> Messages => new()
    {
        { "hi⏎", "hi" },
        { "helo←l⏎", "hello" },
        { "hellox⌫⏎", "hello" },
        { "xhello⇱⌦⏎", "hello" },
        { "b⇱a⇲c⏎", "abc" },
        { "a 👩‍👩‍👧⌫b⏎", "a b" },
        { "one two^Wthree⏎", "one three" },
        { "one^Utwo⏎", "two" },
        { "one two⇱^K⏎", "" },
        { "one^Cthree⏎", "three" },
        { "one\\⏎two⏎", "one\ntwo" },
        { "one⌥⏎two⏎", "one\ntwo" },
        { "one^Jtwo⏎", "one\ntwo" },
        { "aa\\⏎bb↑x⏎", "aax\nbb" },
        { "aa\\⏎bb↑⇱↓x⏎", "aa\nxbb" },
        { "^D", null },
        { "a^D⇱^D⏎", "" },
        { "^C^C", null },
        { "^Ca⌫^C^C", null },
        { "/mo⇥⏎", "/model" },
        { "/models o⇥⏎", "/models other " },
        { "say /mo⇥⏎", "say /mo" },
        { "↑⏎", "second" },
        { "↑↑⏎", "first" },
        { "↑↑↑⏎", "first" },
        { "draft↑↓!⏎", "draft!" },
        { "\u001b⏎", "" },
    };

    public void Dispose() => _output.Dispose();

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Reads_a_message(string typed, string? message)
    {
        _typed.Type(typed);

        Assert.Equal(message, await Editor().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Takes_what_is_pasted_with_its_lines_and_tabs_as_one_message()
    {
        _typed.Paste("one\r\ttwo\rthree");
        _typed.Type("⏎");

        Assert.Equal("one\n\ttwo\nthree", await Editor().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Says_how_to_leave_and_offers_what_a_word_may_become()
    {
        _typed.Type("^C/model⇥⏎");

        await Editor().ReadAsync(Cancellation);

        Assert.Contains("Press Ctrl+C again to leave", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("/model  /models", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_its_wait_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var reading = Editor().ReadAsync(source.Token);

        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Ctrl_C_stops_what_is_done_and_what_is_typed_ahead_is_kept()
    {
        var keys = new Keys(_typed, _typed.Time);
        using var over = new CancellationTokenSource();
        var stopped = 0;
        _typed.Type("x^Cab");

        await keys.WatchAsync(() => Stop(over), over.Token);

        Assert.Equal(1, stopped);
        Assert.Equal(('a', 'b'), ((await keys.NextAsync(Cancellation)).KeyChar, (await keys.NextAsync(Cancellation)).KeyChar));

        void Stop(CancellationTokenSource watch)
        {
            stopped++;
            watch.Cancel();
        }
    }

    private LineEditor Editor() => new(
        new Keys(_typed, _typed.Time),
        new EditorView(_output, () => (40, 10)),
        new InputHistory(["first", "second"]),
        (text, caret) => text switch
        {
            ['/', .. var rest] when !rest.Contains(' ') => new ChatCompletions(0, caret, [.. new[] { "/model", "/models" }.Where(word => word.StartsWith(text, StringComparison.Ordinal))]),
            "/models o" => new ChatCompletions(8, 1, ["other"]),
            _ => ChatCompletions.None,
        });
}
