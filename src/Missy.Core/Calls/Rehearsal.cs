using System.Net;
using Missy.Chat;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.OpenAI;

namespace Missy.Calls;

/// <summary>
/// Has what the first call of a process needs compiled while something else is done: makes a call that is answered out of memory.
/// It goes through the same door as any other, over a connection that leads nowhere: nothing is opened, sent, asked or recorded.
/// </summary>
internal sealed class Rehearsal : IDialer
{
    // Chat Completions, since most services speak it; what is particular to a wire is the least of it.
    private const string Answer = """{"model":"m","choices":[{"message":{"content":"done"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    /// <summary>Where nobody is: the port of a service that throws away what it is sent.</summary>
    public static readonly Uri Nowhere = new("http://127.0.0.1:9/v1");

    private static int _begun;

    /// <summary>Begins it in the background, once in a process.</summary>
    public static void Begin()
    {
        // With a single processor, the call itself would have to wait for it.
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _begun, 1) == 0)
        {
            // If it fails, nothing is lost but time.
            _ = InBackground();
        }
    }

    /// <summary>Makes the call on another thread, of which nobody hears who listens to the caller's, for the wire log among others.</summary>
    public static Task<CompletionResponse> InBackground()
    {
        var made = new TaskCompletionSource<Task<CompletionResponse>>();
        ThreadPool.UnsafeQueueUserWorkItem(static made => made.SetResult(new Rehearsal().RunAsync(CancellationToken.None)), made, preferLocal: false);
        return made.Task.Unwrap();
    }

    /// <summary>Makes the call.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CompletionResponse> RunAsync(CancellationToken cancellationToken)
    {
        using var door = new HttpDoor(new SystemHostResolver(), this, TimeProvider.System, static _ => null, meters: new SilentMeters());
        var settings = new ProviderSettings { Name = "rehearsal", Wire = new OpenAIProtocol(new OpenAIWireOptions()), BaseUrl = static () => Nowhere, Local = true };
        var request = new CompletionRequest { Model = "m", Messages = [new ChatMessage(ChatRole.User, "Ready?")] };
        return await new ChatProvider(settings, door, TimeProvider.System).CompleteAsync(request, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new RehearsedConnection(Answer);
    }

    /// <inheritdoc/>
    public bool IsQuiet(Stream connection) => true;
}
