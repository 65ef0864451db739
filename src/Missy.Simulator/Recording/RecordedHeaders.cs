using System.Collections.ObjectModel;

namespace Missy.Simulation;

/// <summary>The headers of a request, names without regard to case. Credentials are <c>***</c>.</summary>
public sealed class RecordedHeaders : ReadOnlyDictionary<string, string>
{
    internal RecordedHeaders(IDictionary<string, string> headers)
        : base(headers)
    {
    }

    /// <summary>The headers as they are sent, <c>"; "</c> between them.</summary>
    public override string ToString() => string.Join("; ", this.Select(header => $"{header.Key}: {header.Value}"));
}
