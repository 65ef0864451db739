using System.Globalization;

namespace Missy.Tests.Cli;

/// <summary>A terminal's output that remembers what had been written at each flush.</summary>
internal sealed class FlushCountingWriter() : StringWriter(CultureInfo.InvariantCulture)
{
    private readonly List<string> _flushed = [];

    /// <summary>What a person has seen, flush by flush, those that showed nothing new left out.</summary>
    public IReadOnlyList<string> Seen => _flushed;

    /// <summary>Told of each flush.</summary>
    public Action<string>? Flushed { get; set; }

    public override async Task FlushAsync()
    {
        await base.FlushAsync();
        Note();
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await base.FlushAsync(cancellationToken);
        Note();
    }

    private void Note()
    {
        var text = ToString();
        if (_flushed.Count == 0 ? text.Length > 0 : _flushed[^1] != text)
        {
            _flushed.Add(text);
            Flushed?.Invoke(text);
        }
    }
}
