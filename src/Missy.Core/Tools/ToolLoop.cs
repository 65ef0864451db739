using Missy.Chat;

namespace Missy.Tools;

/// <summary>
/// The rounds of tools of one call: which answers are gone on from, and what is told to the model of each tool. Whatever is
/// wrong with a call or its tool is a result for the model. Used by one flow at a time.
/// </summary>
/// <param name="runner">Who runs tools; null = nobody, and calls are given back.</param>
/// <param name="tools">The tools on offer.</param>
/// <param name="maxRounds">How often tools are run at most.</param>
/// <param name="time">The clock.</param>
internal sealed class ToolLoop(IToolRunner? runner, IReadOnlyList<ToolDefinition> tools, int maxRounds, TimeProvider time)
{
    private const int MaxResult = 100_000;

    private readonly List<ToolCall> _calls = [];
    private readonly List<ToolRun> _runs = [];
    private IReadOnlyList<ToolCall> _wanted = [];
    private int _round;

    /// <summary>The calls of all answers, in order, those that were not run included.</summary>
    public IReadOnlyList<ToolCall> Calls => _calls;

    /// <summary>What became of the calls that were run, in order.</summary>
    public IReadOnlyList<ToolRun> Runs => _runs;

    /// <summary>The tool that is running; null while none is.</summary>
    public string? Running { get; private set; }

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether its calls are to be run; false when it has none, or nobody may run them any more.</returns>
    public bool Take(CompletionResponse answer)
    {
        _calls.AddRange(answer.ToolCalls);
        _wanted = answer.ToolCalls;

        // Calls of an answer that was cut or withheld are not what the model wanted to say.
        return runner is not null && _round < maxRounds && _wanted.Count > 0 && answer.FinishReason == FinishReason.ToolCalls;
    }

    /// <summary>Runs the tools that the last answer called.</summary>
    /// <returns>All results in one message, in the order of the calls.</returns>
    public async Task<ChatMessage> RunAsync(CancellationToken cancellationToken)
    {
        _round++;
        var results = new List<ContentPart>(_wanted.Count);
        foreach (var call in _wanted)
        {
            var started = time.GetTimestamp();
            var output = Refusal(call) ?? await RunAsync(call, cancellationToken);
            var run = new ToolRun(call, Bounded(output.Text), output.IsError, time.GetElapsedTime(started), _round);
            _runs.Add(run);
            results.Add(new ToolResultPart(new ToolResult(call.Id, call.Name, run.Result, run.IsError)));
            await runner!.FinishedAsync(run, cancellationToken);
        }

        return new ChatMessage(ChatRole.Tool, results);
    }

    private async Task<ToolOutput> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        Running = call.Name;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var output = await runner!.RunAsync(call, cancellationToken).WaitAsync(cancellationToken);
            Running = null;
            return output;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            Running = null;
            return new ToolOutput($"The tool failed: {exception.Message}", IsError: true);
        }
    }

    private ToolOutput? Refusal(ToolCall call)
    {
        var tool = tools.FirstOrDefault(tool => tool.Name == call.Name);
        var reason = tool is null ? $"There is no tool '{call.Name}'. {Offered()}"
            : call.Malformed ? $"The arguments are not a JSON object, so '{call.Name}' was not run. Call it again with an object that fits its schema."
            : ArgumentCheck.WhyUnfit(call, tool) is { } unfit ? $"'{call.Name}' was not run: {unfit}"
            : null;
        return reason is null ? null : new ToolOutput(reason, IsError: true);
    }

    private string Offered() =>
        tools.Count == 0 ? "There are none." : $"There are: {string.Join(", ", tools.Select(tool => tool.Name))}.";

    private static string Bounded(string text)
    {
        if (text.Length <= MaxResult)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxResult - 1]) ? MaxResult - 1 : MaxResult;
        return FormattableString.Invariant($"{text[..end]}\n[Cut here: the result has {text.Length} characters. Ask for less of it.]");
    }
}
