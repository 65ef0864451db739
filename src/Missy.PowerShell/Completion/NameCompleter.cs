using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Missy.Completion;

/// <summary>Completes names that are known without asking anyone.</summary>
internal abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "A key press must not fail; a faulty file is told by the command itself.")]
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        try
        {
            return
            [
                .. Names(fakeBoundParameters)
                    .Where(found => found.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    .Select(found => new CompletionResult(
                        Quoted(found.Name, wordToComplete), found.Name, CompletionResultType.ParameterValue, found.Tip)),
            ];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>The names in the order to offer them, each with a tooltip.</summary>
    /// <param name="bound">The parameters that the command line has so far.</param>
    protected abstract IEnumerable<(string Name, string Tip)> Names(IDictionary bound);

    private static string Quoted(string name, string word)
    {
        if (word.StartsWith('"'))
        {
            return $"\"{name.Replace("`", "``", StringComparison.Ordinal).Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}\"";
        }

        return word.StartsWith('\'') || !IsBareWord(name) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'" : name;
    }

    private static bool IsBareWord(string name) =>
        char.IsLetterOrDigit(name[0]) && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '+');
}
