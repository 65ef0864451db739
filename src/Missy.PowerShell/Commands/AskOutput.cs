using System.Globalization;
using System.Management.Automation;

namespace Missy.Commands;

/// <summary>What a question says beside its answer.</summary>
internal static class AskOutput
{
    /// <summary>
    /// Whether the user wants to be shown what would happen, or to be asked. ShouldProcess alone would decide the same, but it
    /// needs the route for its text, and finding that twice for each call would be paid by all who do not ask.
    /// </summary>
    public static bool WantsConsent(this PSCmdlet command) =>
        command.MyInvocation.BoundParameters.ContainsKey("WhatIf")
        || (command.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && LanguagePrimitives.IsTrue(confirm))
        || LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference"))
        || command.GetVariableValue("ConfirmPreference") is ConfirmImpact.Low or ConfirmImpact.Medium;

    /// <summary>Asks by the rules of -WhatIf and -Confirm, showing the route.</summary>
    public static bool MayAsk(this PSCmdlet command, Route route)
    {
        var steps = string.Join(", ", route.Steps.Select(step => step.ToString()));
        return command.ShouldProcess($"Ask {route}: {steps}.", $"Ask {route}?", "Invoke-MissyAsk");
    }

    /// <summary>The verbose line, and a warning when the answer is not whole.</summary>
    public static void Report(this PSCmdlet command, Response response)
    {
        if (command.WantsToBeTold())
        {
            command.TellOf(response);
        }

        if (response.FinishReason == "length")
        {
            command.WriteWarning("The answer is cut: it met its token limit. Allow more with -MaxTokens.");
        }
        else if (response.FinishReason == "content_filter")
        {
            command.WriteWarning("The service withheld or cut the answer for what it says.");
        }
        else if (response.FinishReason == "tool_calls" && response.ToolRuns.Count > 0)
        {
            command.WriteWarning("The model still calls tools, and all rounds are used up: its last calls were not run. Allow more with -MaxToolRounds.");
        }
    }

    private static void TellOf(this PSCmdlet command, Response response)
    {
        var cost = response.Cost is { } dollars ? string.Create(CultureInfo.InvariantCulture, $"{dollars:0.######} USD") : "cost unknown";
        command.Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{AnsweredBy(response)}: {response.Usage} tokens, {cost}, {response.Duration.TotalSeconds:0.000} s"));
        foreach (var step in response.Route.Steps.Where(step => step.Step == "history"))
        {
            command.Tell(step.ToString());
        }

        command.TellOfAttempts(response.Attempts);
    }

    private static string AnsweredBy(Response response)
    {
        var route = response.Route.ToString();
        return response.Attempts is [.., var last] && $"{last.Provider}/{last.Model}" is var answered && answered != route
            ? $"{answered} in place of {route}"
            : route;
    }

    // One attempt is what the line above tells of.
    private static void TellOfAttempts(this PSCmdlet command, IReadOnlyList<Attempt> attempts)
    {
        for (var index = 0; index < attempts.Count && attempts.Count > 1; index++)
        {
            if (index > 0 && ChangeOf(attempts[index - 1], attempts[index]) is { } change)
            {
                command.Tell(change);
            }

            command.Tell($"attempt: {attempts[index]}");
        }
    }

    private static string? ChangeOf(Attempt before, Attempt now) => (before, now) switch
    {
        _ when (before.Provider, before.Model) != (now.Provider, now.Model) =>
            $"fallback: {now.Provider}/{now.Model} after {before.Provider}/{before.Model} ({before.Outcome})",
        _ when before.Key != now.Key => $"key: {now.Provider} goes on with {now.Key ?? "none"} after {before.Key ?? "none"} ({before.Outcome})",
        _ => null,
    };
}
