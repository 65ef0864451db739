using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Missy.Completion;

/// <summary>The commands of the session.</summary>
internal sealed class CommandCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteCommand(wordToComplete);
}
