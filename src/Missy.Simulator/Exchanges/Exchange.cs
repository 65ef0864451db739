using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>A request, the reply decided for it, its record and its fault.</summary>
internal sealed record Exchange(HttpRequest Request, Reply Reply, RecordedRequest Record, Fault? Fault);
