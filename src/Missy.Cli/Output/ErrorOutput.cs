using Missy.Cli.Output.Json;
using Missy.Network;

namespace Missy.Cli.Output;

/// <summary>Tells of a failure: to people on standard error, with <c>--json</c> to programs on standard output too.</summary>
internal static class ErrorOutput
{
    public static async Task WriteAsync(CommandContext context, MissyException exception)
    {
        var terminal = context.Terminal;
        exception = Redactor.Process.Clean(exception);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(terminal, ErrorDocument.Of(exception), MissyJson.Context.ErrorDocument);
        }

        await terminal.Out.FlushAsync();
        await terminal.Error.WriteLineAsync($"missy: {exception.Message}");
        if (exception.Remedy is { } remedy)
        {
            await terminal.Error.WriteLineAsync(remedy);
        }

        if (exception.RequestId is { } id && context.Verbose)
        {
            await terminal.Error.WriteLineAsync($"request id: {id}");
        }
    }
}
