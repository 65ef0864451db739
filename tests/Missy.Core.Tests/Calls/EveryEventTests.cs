using System.Globalization;

namespace Missy.Tests.Calls;

/// <summary>Streams that fail at every one of their events in turn.</summary>
public sealed class EveryEventTests
{
    private const int Pieces = 4;

    // No wire needs more for so many pieces; beyond its last event, the last is struck again.
    private const int MostEvents = 12;

    public static TheoryData<string, string> Ways
    {
        get
        {
            string[] faults =
            [
                "cut-stream", "cut-stream;close=abrupt", "cut-stream;close=reset", "cut-stream;at=mid-event",
                "malformed-event", "error-event", "stall",
            ];
            var rows = new TheoryData<string, string>();
            foreach (var fault in faults)
            {
                foreach (var wire in FaultCall.Wires)
                {
                    rows.Add(fault, wire);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Before_the_first_output_it_is_tried_again_and_after_it_the_text_is_kept(string fault, string wire)
    {
        using var call = new FaultCall(wire, stream: true);
        var before = await ShownBeforeAsync(call);
        for (var number = 0; number < MostEvents; number++)
        {
            var text = before[number];
            await call.RunAsync(At(fault, number), [], fault == "stall" ? 3 : 0, text.Length > 0, Pieces);

            // What a reset overtakes, and what a clock runs out before, is not shown.
            var mayShowLess = fault is "stall" or "cut-stream;close=reset";
            Assert.True(mayShowLess ? text.StartsWith(call.Shown, StringComparison.Ordinal) : text == call.Shown, $"{number}: {call.Shown}");
            var shown = call.Shown.Length > 0;
            var attempts = shown ? 1 : fault == "stall" ? 2 : 3;
            Assert.Equal((shown ? call.Shown : null, attempts), (call.Failure!.PartialText, call.Attempts.Count));
            if (shown)
            {
                Assert.Equal(fault == "error-event" ? ErrorKind.Unavailable : ErrorKind.Truncated, call.Failure.Kind);
            }
        }
    }

    // What comes before each event, and that it is nothing at first and all in the end.
    private static async Task<string[]> ShownBeforeAsync(FaultCall call)
    {
        await call.RunAsync("ok", [], maxTokens: Pieces);
        var whole = call.Shown;
        var before = new string[MostEvents];
        for (var number = 0; number < MostEvents; number++)
        {
            await call.RunAsync(At("cut-stream", number), [], maxTokens: Pieces);
            before[number] = call.Shown;
            Assert.StartsWith(number == 0 ? "" : before[number - 1], before[number], StringComparison.Ordinal);
        }

        Assert.Equal(("", whole), (before[0], before[^1]));
        Assert.Equal(Pieces + 1, before.Distinct().Count());
        return before;
    }

    private static string At(string fault, int number) => string.Create(CultureInfo.InvariantCulture, $"{fault};after={number}");
}
