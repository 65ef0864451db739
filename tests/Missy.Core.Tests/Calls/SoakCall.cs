using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Calls;

/// <summary>One call of the soak: what it asked, and how it ended.</summary>
/// <param name="Number">Its number, which its prompt names.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Targets">How many targets it has.</param>
/// <param name="Began">The count of beginnings and endings when it began.</param>
internal sealed record SoakCall(int Number, string Model, int Targets, long Began)
{
    public const int MaxRetries = 2;
    public const int Keys = 3;

    /// <summary>The count when it ended.</summary>
    public long Ended { get; set; }

    public Response? Response { get; set; }

    /// <summary>The pieces of a streamed answer.</summary>
    public string? Pieces { get; set; }

    public Exception? Failure { get; set; }

    /// <summary>Whether the caller has left it, after its first words or by cancelling; it may have ended before.</summary>
    public bool Left { get; init; }

    /// <summary>The attempts that it tells of, without the targets that were not asked; empty when it was left.</summary>
    public IEnumerable<Attempt> Sent => Attempts.Where(attempt => attempt.Key is not null);

    private IReadOnlyList<Attempt> Attempts => Response?.Attempts ?? (Failure as MissyException)?.Attempts ?? [];

    public static string Prompt(int number) => $"call-{number}.";

    /// <inheritdoc/>
    public override string ToString() => $"{Prompt(Number)} {Model}: {Response?.Content ?? Failure?.Message}";

    /// <summary>Checks all that can be told of a call by itself.</summary>
    /// <param name="requests">What the simulator has seen of it, in order.</param>
    public void Check(IReadOnlyList<RecordedRequest> requests)
    {
        if (Left && Response is null && Failure is null or OperationCanceledException)
        {
            return;
        }

        var sent = Sent.ToList();
        Assert.True(sent.Count <= Targets * (MaxRetries + 1) * Keys, $"{Number}: {sent.Count} requests");
        Assert.Equal(
            requests.Select(request => $"{ProviderOf(request)}/{request.Model} {request.KeyHash}"),
            sent.Select(attempt => $"{attempt.Provider}/{attempt.Model} {RecordedKeys.HashOf($"test-key-soak-{attempt.Key}")}"));
        if (Response is not null)
        {
            CheckAnswer(Response, requests[^1]);
            return;
        }

        var failure = Assert.IsType<MissyException>(Failure);
        Assert.True(failure.Kind is not (ErrorKind.Unknown or ErrorKind.Cancelled), failure.ToString());
        Assert.DoesNotContain("test-key-", failure.ToString() + failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Attempts, attempt => attempt.Outcome is "Success" or "Abandoned");
    }

    private void CheckAnswer(Response response, RecordedRequest last)
    {
        Assert.True(SoakFaults.Allows(last.Fault, last.Stream), $"{Number} is a success after {last.Fault}");
        Assert.EndsWith($"\"{Prompt(Number)}\"", response.Content, StringComparison.Ordinal);
        Assert.Equal(Pieces ?? response.Content, response.Content);
        Assert.Equal((ProviderOf(last), last.Model), (response.Provider, response.Model));
        Assert.Equal("Success", Assert.Single(Attempts, attempt => attempt.Outcome is "Success" or "Abandoned").Outcome);
        Assert.Equal("Success", Attempts[^1].Outcome);
    }

    private static string ProviderOf(RecordedRequest request) => request.Path switch
    {
        "/v1/messages" => "a",
        "/v1/chat/completions" => "b",
        "/v1/responses" => "c",
        _ => "d",
    };
}
