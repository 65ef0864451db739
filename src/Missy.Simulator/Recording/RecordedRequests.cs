using System.Collections.ObjectModel;
using System.Globalization;

namespace Missy.Simulation;

/// <summary>Requests that reached the simulator, oldest first. As text it is their number.</summary>
public sealed class RecordedRequests : ReadOnlyCollection<RecordedRequest>
{
    internal RecordedRequests(IList<RecordedRequest> requests)
        : base(requests)
    {
    }

    /// <summary>How many they are, such as <c>3 requests</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} request{(Count == 1 ? "" : "s")}");
}
