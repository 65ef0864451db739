using Missy.Simulation.Faults;

namespace Missy.Simulation.Exchanges;

/// <summary>Finds where in an event it is cut.</summary>
internal static class CutPoint
{
    /// <summary>How many bytes of the framed event are sent, or -1 when it has no place of the wanted kind.</summary>
    public static int Find(Reply reply, CutPlace place, ReadOnlySpan<byte> frame)
    {
        if (place == CutPlace.AfterHeaders)
        {
            return 0;
        }

        if (place == CutPlace.MidCharacter)
        {
            // Behind the first byte of a character of several (RFC 3629, section 3).
            var lead = frame.IndexOfAnyInRange((byte)0xC2, (byte)0xF4);
            return lead < 0 ? -1 : lead + 1;
        }

        if (place == CutPlace.MidEvent || !reply.IsStream)
        {
            // The middle of the data, not of the event's name before them.
            var data = frame.IndexOf((byte)'{');
            return data < 0 ? frame.Length / 2 : (data + frame.Length) / 2;
        }

        return 0;
    }
}
