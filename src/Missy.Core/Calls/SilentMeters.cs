using System.Diagnostics.Metrics;

namespace Missy.Calls;

/// <summary>Makes meters that nobody hears of, whatever is measured by them.</summary>
internal sealed class SilentMeters : IMeterFactory
{
    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        // A listener may listen to any name. The instruments of a meter that is disposed are told to none.
        var meter = new Meter(options);
        meter.Dispose();
        return meter;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
