using System.Net;
using System.Net.Sockets;
using Missy.Network;

namespace Missy.Tests.Network;

/// <summary>Names and their addresses; the same name asked again gives the next answer of its list, and the last one from then on.</summary>
internal sealed class FakeResolver : IHostResolver
{
    private readonly Dictionary<string, Queue<string[]>> _answers = new(StringComparer.Ordinal);

    /// <summary>The names that were asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Adds an answer of a name.</summary>
    public FakeResolver With(string name, params string[] addresses)
    {
        _answers.TryAdd(name, []);
        _answers[name].Enqueue(addresses);
        return this;
    }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        lock (_answers)
        {
            Asked.Add(name);
            if (!_answers.TryGetValue(name, out var answers))
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
            return ValueTask.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
        }
    }
}
