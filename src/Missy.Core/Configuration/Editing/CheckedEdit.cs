using System.Text.RegularExpressions;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>An edit whose result was read as a configuration and brings no error that the file had not before.</summary>
/// <param name="Text">The edit.</param>
/// <param name="Kind">What stands at its key; null when no setting does, which only a removal may name.</param>
/// <param name="Findings">The warnings that are new.</param>
internal sealed partial record CheckedEdit(TextEdit Text, Kind? Kind, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>Makes an edit.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for findings.</param>
    /// <param name="known">The service names that exist.</param>
    /// <param name="key">What to change.</param>
    /// <param name="value">Its new value; null = remove it.</param>
    /// <param name="variableOf">The environment variable that holds a secret; null = none is known to.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such setting, it takes no such value, or the file is not to be read.</exception>
    internal static CheckedEdit Make(string text, string file, KnownNames known, IReadOnlyList<KeyStep> key, YamlNode? value, Func<string, string?> variableOf)
    {
        var before = ConfigReader.Read(text, file, known);
        if (value is null)
        {
            var removal = Attempt.Make(text, file, known, () => YamlTextEditor.Remove(text, key), before);
            return removal.Failure is null ? removal.Done : throw removal.Failure;
        }

        // Text is taken as it is, and where the setting does not take text, as a file would read it.
        Attempt? first = null;
        foreach (var candidate in Candidates(text, key, value))
        {
            var attempt = Attempt.Make(text, file, known, () => YamlTextEditor.Set(text, key, candidate), before);
            if (attempt.Failure is null)
            {
                RefuseForeignSecrets(attempt.Done, variableOf);
                return attempt.Done;
            }

            first = first is null || first.IsWrongType ? attempt : first;
        }

        throw first!.Failure!;
    }

    private static IEnumerable<YamlNode> Candidates(string text, IReadOnlyList<KeyStep> key, YamlNode value)
    {
        if (value is not YamlScalar { Type: YamlScalarType.Text } written || Parse(written.Text) is not { } read)
        {
            return [value];
        }

        var isWord = FieldFinder.Find(key)?.Choices.Contains(written.Text.Trim(), StringComparer.OrdinalIgnoreCase) == true;
        return isWord ? [read, value] : [value, read];
    }

    /// <summary>What a file would read; null when that is text again, or nothing.</summary>
    private static YamlNode? Parse(string text)
    {
        try
        {
            return YamlReader.Read(text) is { } node and not YamlScalar { Type: YamlScalarType.Text } ? node : null;
        }
        catch (YamlProblem)
        {
            return null;
        }
    }

    /// <summary>A key that came from the environment stays there: a shell puts the value where its user meant the name.</summary>
    private static void RefuseForeignSecrets(CheckedEdit edit, Func<string, string?> variableOf)
    {
        foreach (var secret in edit.Text.Changed ? ValueDisplay.Literals(edit.Text.After!, edit.Kind) : [])
        {
            if (variableOf(secret) is { } variable)
            {
                throw EditFailures.New(
                    $"{KeyPath.Show(edit.Text.Steps)} was not set: this is the value of the environment variable {variable}, which is not written in clear.",
                    $"Write '${variable}', in single quotes, so that the file names the variable.");
            }
        }
    }

    private sealed record Attempt(CheckedEdit Done, MissyException? Failure, bool IsWrongType)
    {
        internal static Attempt Make(string text, string file, KnownNames known, Func<TextEdit> make, ConfigResult before)
        {
            TextEdit edit;
            try
            {
                edit = make();
            }
            catch (YamlProblem problem)
            {
                throw Unreadable(before, problem);
            }

            var isRemoval = edit.After is null;
            var kind = isRemoval && edit.Before is not null ? FieldFinder.Find(edit.Steps) : FieldFinder.Require(edit.Steps);
            var fresh = edit.Changed ? New(before.Diagnostics, ConfigReader.Read(edit.Text, file, known).Diagnostics) : [];
            var wrong = fresh.Find(static d => d.Severity == DiagnosticSeverity.Error) ?? fresh.Find(static d => d.Code == DiagnosticCodes.UnknownKey);
            var clear = edit is { Changed: true, After: { } value } && kind is not null && ValueDisplay.HoldsLiteral(value, kind)
                ? [InClear(file, edit)]
                : (IReadOnlyList<Diagnostic>)[];
            return new Attempt(
                new CheckedEdit(edit, kind, [.. clear, .. fresh]),
                wrong is null ? null : Refused(edit, wrong),
                wrong?.Code is DiagnosticCodes.WrongType or DiagnosticCodes.UnknownWord);
        }

        private static MissyException Unreadable(ConfigResult before, YamlProblem problem) => EditFailures.New(
            $"The file is not to be edited as it is: {(before.Diagnostics is [var first, ..] ? first.ToString() : problem.Message)}",
            "Mend that line in an editor first.");

        private static MissyException Refused(TextEdit edit, Diagnostic wrong)
        {
            var key = KeyPath.Show(edit.Steps);
            var place = wrong.Key == key || wrong.Key.Length == 0 ? "" : $"{wrong.Key}: ";
            return EditFailures.New($"{key} was not {(edit.After is null ? "removed" : "set")}: {place}{wrong.Message}", wrong.Remedy);
        }

        private static Diagnostic InClear(string file, TextEdit edit) => new(
            file,
            edit.Line,
            1,
            DiagnosticCodes.SecretInClear,
            DiagnosticSeverity.Warning,
            KeyPath.Show(edit.Steps),
            "The secret stands in clear in the file.",
            "Write a reference instead: $NAME for an environment variable, secret://Vault/Name, file:PATH or cmd:COMMAND.");
    }

    /// <summary>The findings that were not there before. Places and numbers in keys do not count: an edit moves them.</summary>
    private static List<Diagnostic> New(IReadOnlyList<Diagnostic> before, IReadOnlyList<Diagnostic> after)
    {
        var old = before.GroupBy(Identity).ToDictionary(static g => g.Key, static g => g.Count());
        return [.. after.Where(d => !(old.TryGetValue(Identity(d), out var left) && (old[Identity(d)] = left - 1) >= 0))];
    }

    private static (string Code, string Key) Identity(Diagnostic finding) => (finding.Code, Places().Replace(finding.Key, "[]"));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Places();
}
