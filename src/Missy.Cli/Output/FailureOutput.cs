using Missy.Cli.Output.Json;
using Missy.Inspection;
using Missy.Network;

namespace Missy.Cli.Output;

/// <summary>Tells of a failure: to people on standard error, with <c>--json</c> to programs on standard output too.</summary>
internal sealed record FailureOutput(Terminal Terminal, bool Json, bool Verbose)
{
    /// <summary>Tells of it, and gives the exit code. No stack is shown: it helps nobody who cannot read our code.</summary>
    public async Task<int> WriteAsync(Exception exception, CancellationToken cancellationToken)
    {
        var failure = Redactor.Process.Clean(AsFailure(exception, cancellationToken));
        try
        {
            if (Json)
            {
                await JsonOutput.WriteAsync(Terminal, ErrorDocument.Of(failure), MissyJson.Context.ErrorDocument);
            }

            await Terminal.Out.FlushAsync(CancellationToken.None);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Standard output is what failed, or fails too: standard error still gets the message.
            await WriteAsync(failure);
            return ExitCodes.Of(failure.Kind);
        }

        await WriteAsync(failure);
        return ExitCodes.Of(failure.Kind);
    }

    private async Task WriteAsync(MissyException failure)
    {
        await Terminal.Error.WriteLineAsync($"missy: {TerminalText.Clean(failure.Message)}");
        if (failure.Remedy is { } remedy)
        {
            await Terminal.Error.WriteLineAsync(TerminalText.Clean(remedy));
        }

        // One attempt is what the message tells of.
        foreach (var line in Verbose || failure.Attempts.Count > 1 ? AttemptTable.Lines(failure.Attempts) : [])
        {
            await Terminal.Error.WriteLineAsync(TerminalText.Clean(Redactor.Process.Clean(line)));
        }

        if (failure.RequestId is { } id && Verbose)
        {
            await Terminal.Error.WriteLineAsync($"request id: {TerminalText.Clean(id)}");
        }
    }

    private static MissyException AsFailure(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        MissyException failure => failure,
        OperationCanceledException when cancellationToken.IsCancellationRequested => new(ErrorKind.Cancelled, "cancelled", exception),
        // The network's failures come as MissyException: this is our own input or output.
        IOException or UnauthorizedAccessException => new(ErrorKind.Unknown, $"reading or writing failed: {exception.Message}", exception),
        _ => new(ErrorKind.Unknown, $"this is a fault of missy itself: {exception.GetType().Name}: {exception.Message}", exception),
    };
}
