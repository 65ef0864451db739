using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;

namespace Missy.Providers;

/// <summary>A wire protocol joined to the network: writes the request, sends it through the door, reads the answer.</summary>
internal sealed class ChatProvider(ProviderSettings settings, HttpDoor door, TimeProvider time) : IChatProvider
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("Missy", typeof(ChatProvider).Assembly.GetName().Version!.ToString(3));

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // The body is JSON and nothing else, never part of a page: what HTML needs escaped would only cost bytes.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Passage _passage =
        new(door, settings.Policy, settings.Name, settings.BaseUrl, settings.Local, settings.ConnectTimeout);

    private WireProtocol Wire => settings.Wire;

    /// <inheritdoc/>
    public async Task<CompletionResponse> CompleteAsync(
        CompletionRequest request, Credential? credential, CancellationToken cancellationToken)
    {
        if (Wire.AlwaysStreams)
        {
            return await GatherAsync(request, credential, cancellationToken);
        }

        var (message, failures) = await NewCompletionAsync(request, credential, stream: false, cancellationToken);
        using (message)
        using (var exchange = await SendAsync(message, stream: false, failures, cancellationToken))
        {
            return await ReadWholeAsync(exchange, request, failures, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CompletionChunk> StreamAsync(
        CompletionRequest request, Credential? credential, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (message, failures) = await NewCompletionAsync(request, credential, stream: true, cancellationToken);
        using (message)
        using (var exchange = await SendAsync(message, stream: true, failures, cancellationToken))
        {
            var chunks = await exchange.IsDocumentAsync(Wire.Framing, cancellationToken)
                ? WholeAsChunks(exchange, request, failures, cancellationToken)
                : AnswerStream.ReadAsync(exchange.Body, Wire, request, failures, cancellationToken);
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                yield return chunk.Response is { } response
                    ? chunk with { Response = WithHeaders(response, exchange) }
                    : chunk;
            }

            await exchange.DrainAsync();
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(Credential? credential, CancellationToken cancellationToken)
    {
        if (Wire.ModelsPath is null)
        {
            return [];
        }

        var headers = await RevealAsync(cancellationToken);
        var failures = NewFailures(credential, model: null, headers);
        using var message = NewMessage(HttpMethod.Get, Wire.ModelsPath, content: null, credential, headers);
        using var exchange = await SendAsync(message, stream: true, failures, cancellationToken);
        using var document = await exchange.ReadJsonAsync(cancellationToken);
        return Read(document.RootElement, failures, partial: null, Wire.ReadModels);
    }

    /// <inheritdoc/>
    public async Task<MissyException?> ProbeAsync(Credential? credential, CancellationToken cancellationToken)
    {
        try
        {
            await ListModelsAsync(credential, cancellationToken);
            return null;
        }
        catch (MissyException exception)
        {
            return exception;
        }
    }

    /// <inheritdoc/>
    public void Prepare() => _passage.Prepare(UrlOf(Wire.CompletionPath));

    /// <inheritdoc/>
    public MissyException? WhyRefused(CompletionRequest request) => Wire.Attachments.WhyRefused(request.Messages);

    /// <inheritdoc/>
    public bool HoldsTo(AnswerSchema schema, bool? able) => Wire.HoldsTo(schema, able);

    /// <inheritdoc/>
    public string GetToolSchema(IReadOnlyList<ToolDefinition> tools)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Wire.WriteTools(writer, tools);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static CompletionResponse WithHeaders(CompletionResponse response, Exchange exchange) => response with
    {
        RequestId = exchange.RequestId ?? response.RequestId,
        RateLimits = exchange.RateLimits,
    };

    private async Task<CompletionResponse> GatherAsync(
        CompletionRequest request, Credential? credential, CancellationToken cancellationToken)
    {
        CompletionResponse? response = null;
        await foreach (var chunk in StreamAsync(request, credential, cancellationToken))
        {
            response = chunk.Response ?? response;
        }

        return response!;
    }

    private async Task<CompletionResponse> ReadWholeAsync(
        Exchange exchange, CompletionRequest request, Failures failures, CancellationToken cancellationToken)
    {
        using var document = await exchange.ReadJsonAsync(cancellationToken);
        var answer = new AnswerBuilder();
        return Read(document.RootElement, failures, answer, body =>
        {
            Wire.ReadResponse(body, answer);
            failures.ThrowIfEmpty(answer, request);
            return WithHeaders(answer.Build(request), exchange);
        });
    }

    // What a service calls well may still be an error, or not what it should be.
    private T Read<T>(JsonElement body, Failures failures, AnswerBuilder? partial, Func<JsonElement, T> read)
    {
        try
        {
            return Wire.ReadError(body, failed: false) is { } error ? throw new ServiceErrorException(error) : read(body);
        }
        catch (ServiceErrorException exception)
        {
            throw failures.OfService(exception.Error, null, partial?.Text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw failures.Malformed(exception.Message, partial?.Text);
        }
    }

    private async IAsyncEnumerable<CompletionChunk> WholeAsChunks(
        Exchange exchange,
        CompletionRequest request,
        Failures failures,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await ReadWholeAsync(exchange, request, failures, cancellationToken);
        if (response.Thinking is { Length: > 0 } thinking)
        {
            yield return new CompletionChunk(ChunkKind.Thinking, thinking);
        }

        if (response.Content.Length > 0)
        {
            yield return new CompletionChunk(ChunkKind.Text, response.Content);
        }

        foreach (var call in response.ToolCalls)
        {
            yield return new CompletionChunk(ChunkKind.ToolCall, "") { ToolCall = call };
        }

        yield return new CompletionChunk(ChunkKind.Usage, "") { Usage = response.Usage };
        yield return new CompletionChunk(ChunkKind.Done, "") { Response = response };
    }

    private async ValueTask<(HttpRequestMessage Message, Failures Failures)> NewCompletionAsync(
        CompletionRequest request, Credential? credential, bool stream, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Wire.WriteRequest(writer, request, stream || Wire.AlwaysStreams);
        }

        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = Json;
        var headers = await RevealAsync(cancellationToken);
        var message = NewMessage(HttpMethod.Post, Wire.CompletionPath, content, credential, headers);
        return (message, NewFailures(credential, request.Model, headers));
    }

    private Uri UrlOf(string path) => new(settings.BaseUrl().AbsoluteUri.TrimEnd('/') + "/" + path);

    private HttpRequestMessage NewMessage(
        HttpMethod method, string path, HttpContent? content, Credential? credential, IReadOnlyList<RequestHeader> configured)
    {
        var message = new HttpRequestMessage(method, UrlOf(path)) { Content = content };
        var headers = message.Headers;
        headers.UserAgent.Add(UserAgent);
        Wire.AddHeaders(headers, credential);
        if (credential is not null)
        {
            RequestHeader.OfKey(credential, settings).AddTo(message);
        }

        foreach (var header in configured)
        {
            header.AddTo(message);
        }

        return message;
    }

    private async ValueTask<IReadOnlyList<RequestHeader>> RevealAsync(CancellationToken cancellationToken)
    {
        if (settings.Headers.Count == 0)
        {
            return [];
        }

        var headers = new List<RequestHeader>(settings.Headers.Count);
        foreach (var (name, reference) in settings.Headers)
        {
            headers.Add(await RequestHeader.OfConfigurationAsync(name, reference, settings, cancellationToken));
        }

        return headers;
    }

    private Failures NewFailures(Credential? credential, string? model, IReadOnlyList<RequestHeader> headers) =>
        new(settings.Name, model, settings.BaseUrl(), credential, time, [.. headers.SelectMany(header => header.Secrets)])
        {
            UnusedProxy = settings.UnusedProxy,
        };

    private Task<Exchange> SendAsync(
        HttpRequestMessage message, bool stream, Failures failures, CancellationToken cancellationToken) =>
        Exchange.SendAsync(message, settings, stream, _passage, time, failures, cancellationToken);
}
