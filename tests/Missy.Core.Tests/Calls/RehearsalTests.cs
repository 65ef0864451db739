using System.Diagnostics.Metrics;
using System.Globalization;
using Missy.Calls;
using Missy.Network;

namespace Missy.Tests.Calls;

/// <summary>The call that is answered out of memory, so that the first real one finds its code compiled.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task It_is_sent_and_answered_to_the_end_without_a_network()
    {
        var answer = await new Rehearsal().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal("done", answer.Content);
        Assert.Equal((1, 1), (answer.Usage.PromptTokens, answer.Usage.CompletionTokens));
    }

    [Fact]
    public async Task The_wire_log_of_whoever_begins_it_does_not_hear_of_it()
    {
        var log = new WireLog();
        WireLog.Current = log;
        try
        {
            await Rehearsal.InBackground();
        }
        finally
        {
            WireLog.Current = null;
        }

        Assert.False(log.TryTake(out _));
    }

    [Fact]
    public async Task No_metric_tells_of_it()
    {
        var heard = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) => own.EnableMeasurementEvents(instrument);
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        listener.Start();

        await Rehearsal.InBackground();

        lock (heard)
        {
            Assert.Empty(heard);
        }

        // Others send requests meanwhile, but none to its port.
        void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (name, value) in tags)
            {
                if (name == "server.port" && Convert.ToInt32(value, CultureInfo.InvariantCulture) == Rehearsal.Nowhere.Port)
                {
                    lock (heard)
                    {
                        heard.Add(instrument.Name);
                    }
                }
            }
        }
    }
}
