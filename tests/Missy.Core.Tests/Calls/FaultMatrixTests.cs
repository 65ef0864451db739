namespace Missy.Tests.Calls;

/// <summary>Every fault, over every wire, whole and streamed, through the whole of a call.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string, string, bool> All => Rows(static _ => true);

    public static TheoryData<string, string, bool> Recovering => Rows(static fate => fate.Recovers);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_fault_of_every_attempt_has_its_fate(string fault, string wire, bool stream)
    {
        var row = FaultTable.All[fault];
        var fate = row.For(wire, stream);
        using var call = new FaultCall(wire, stream, row.Secure, row.ConnectTimeout);

        await call.RunAsync(fault, [.. row.Waits, .. row.Passes], row.Silent ? fate.Attempts : 0, fate.KeepsText);

        Assert.Equal((fate.Kind, fate.Attempts), (call.Failure?.Kind, call.Attempts.Count));
        Assert.All(call.Attempts, attempt => Assert.Equal(fate.Kind?.ToString() ?? "Success", attempt.Outcome));
        Assert.Equal(Waits(row, fate.Attempts), call.Attempts.Select(attempt => attempt.Waited.TotalSeconds));
        Assert.Equal(fate.Counts ? 1 : 0, call.CountedFailures);
        Assert.Equal(fate.KeepsText ? call.Shown : null, call.Failure?.PartialText);
        Assert.Equal(fate.KeepsText || fate.Kind is null, call.Shown.Length > 0);
        if (call.Response is { } answer)
        {
            Assert.Equal(call.Shown, answer.Content);
            Assert.EndsWith(call.Answer, answer.Content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Recovering))]
    public async Task A_fault_of_the_first_attempt_is_got_over_where_asking_again_helps(string fault, string wire, bool stream)
    {
        var row = FaultTable.All[fault];
        var fate = row.For(wire, stream);
        using var call = new FaultCall(wire, stream, row.Secure, row.ConnectTimeout);

        await call.RunAsync($"call=1;{fault}", [.. row.Waits, .. row.Passes], row.Silent ? 1 : 0);

        Assert.Equal((call.Answer, call.Answer), (call.Shown, call.Response?.Content));
        Assert.Equal([fate.Kind.ToString(), "Success"], call.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal(Waits(row, 2), call.Attempts.Select(attempt => attempt.Waited.TotalSeconds));
        Assert.Equal((2, 0), (call.Requests, call.CountedFailures));
    }

    private static TheoryData<string, string, bool> Rows(Func<Fate, bool> wanted)
    {
        var rows = new TheoryData<string, string, bool>();
        foreach (var (fault, row) in FaultTable.All)
        {
            foreach (var wire in FaultCall.Wires)
            {
                foreach (var stream in (bool[])[false, true])
                {
                    if (wanted(row.For(wire, stream)))
                    {
                        rows.Add(fault, wire, stream);
                    }
                }
            }
        }

        return rows;
    }

    // Before the first attempt nothing is waited for.
    private static IEnumerable<double> Waits(FaultCase row, int attempts) =>
        Enumerable.Range(0, attempts).Select(number => number == 0 || row.Waits.Length == 0 ? 0 : row.Waits[number - 1]);
}
