using System.Net;
using System.Runtime.CompilerServices;
using Missy.Chat;
using Missy.Network;
using Missy.Providers.Keys;

namespace Missy.Providers;

/// <summary>
/// A provider whose keys come from a command, a vault or an account, and so may have ended since they were read: a call that
/// the service refuses with 401 is made once more, if there is another key by then. Nothing of an answer has come at that
/// point, so nothing is said twice.
/// </summary>
internal sealed class RenewingProvider(IChatProvider inner, KeyRing keys) : IChatProvider
{
    /// <inheritdoc/>
    public Task<CompletionResponse> CompleteAsync(
        CompletionRequest request, Credential? credential, CancellationToken cancellationToken) =>
        TwiceAsync(key => inner.CompleteAsync(request, key, cancellationToken), credential, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(Credential? credential, CancellationToken cancellationToken) =>
        TwiceAsync(key => inner.ListModelsAsync(key, cancellationToken), credential, cancellationToken);

    /// <inheritdoc/>
    public async Task<MissyException?> ProbeAsync(Credential? credential, CancellationToken cancellationToken)
    {
        var failure = await inner.ProbeAsync(credential, cancellationToken);
        return IsRefusal(failure, credential) && await keys.RenewAsync(credential!, cancellationToken) is { } other
            ? await inner.ProbeAsync(other, cancellationToken)
            : failure;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CompletionChunk> StreamAsync(
        CompletionRequest request, Credential? credential, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = inner.StreamAsync(request, credential, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            bool more;
            try
            {
                more = await chunks.MoveNextAsync();
            }
            catch (MissyException failure) when (IsRefusal(failure, credential))
            {
                if (await keys.RenewAsync(credential!, cancellationToken) is not { } other)
                {
                    throw;
                }

                await chunks.DisposeAsync();
                chunks = inner.StreamAsync(request, other, cancellationToken).GetAsyncEnumerator(cancellationToken);
                more = await chunks.MoveNextAsync();
            }

            for (; more; more = await chunks.MoveNextAsync())
            {
                yield return chunks.Current;
            }
        }
        finally
        {
            await chunks.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Prepare() => inner.Prepare();

    /// <inheritdoc/>
    public MissyException? WhyRefused(CompletionRequest request) => inner.WhyRefused(request);

    /// <inheritdoc/>
    public bool HoldsTo(AnswerSchema schema, bool? able) => inner.HoldsTo(schema, able);

    /// <inheritdoc/>
    public string GetToolSchema(IReadOnlyList<ToolDefinition> tools) => inner.GetToolSchema(tools);

    private static bool IsRefusal(MissyException? failure, Credential? credential) =>
        credential is not null && failure is { Kind: ErrorKind.Authentication, Status: HttpStatusCode.Unauthorized };

    private async Task<T> TwiceAsync<T>(Func<Credential?, Task<T>> call, Credential? credential, CancellationToken cancellationToken)
    {
        try
        {
            return await call(credential);
        }
        catch (MissyException failure) when (IsRefusal(failure, credential))
        {
            if (await keys.RenewAsync(credential!, cancellationToken) is not { } other)
            {
                throw;
            }

            return await call(other);
        }
    }
}
