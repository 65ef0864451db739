using Missy.Configuration.Files;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>
/// Changes one value in a configuration file: under a lock that other processes respect, from what the file holds at that
/// moment, whole or not at all. A symbolic link stays, and the file behind it is edited.
/// </summary>
/// <param name="known">The service names that exist.</param>
/// <param name="variableOf">The environment variable that holds a secret; null = none is known to.</param>
/// <param name="time">The clock for the wait for the lock.</param>
internal sealed class ConfigFileEditor(KnownNames known, Func<string, string?> variableOf, TimeProvider time)
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs right before the new file takes the name of the old one. For tests.</summary>
    internal Action? BeforeReplacing { get; init; }

    /// <summary>Makes an edit.</summary>
    /// <param name="location">Where the configuration is.</param>
    /// <param name="key">What to change.</param>
    /// <param name="value">Its new value; null = remove it.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the edit is refused or the file cannot be written; nothing has changed.</exception>
    internal async Task<ConfigEdit> EditAsync(
        ConfigLocation location, IReadOnlyList<KeyStep> key, YamlNode? value, CancellationToken cancellationToken)
    {
        var named = location.Path ?? throw EditFailures.New(
            "There is no home folder to keep a configuration in.", "Set HOME or MISSY_CONFIG, or name the file with --config.");
        try
        {
            var path = Behind(named);
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                // Refused edits, and what is not there to be removed, make no file and no folder.
                var first = CheckedEdit.Make(Missing(location, path), path, known, key, value, variableOf);
                if (!first.Text.Changed)
                {
                    return Result(path, first, backup: null);
                }

                ConfigFileWriter.CreateFolder(Path.GetDirectoryName(path)!);
            }

            using var held = await FileLock.TakeAsync(path + ".lock", LockLimit, time, cancellationToken)
                ?? throw EditFailures.New($"Another process keeps '{path}' locked.", "Try again when it is done.");
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                if (Edit(location, path, key, value) is { } done)
                {
                    return done;
                }
            }

            throw EditFailures.New($"'{path}' is being changed by another program all the time.", "Try again when it is done.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.Configuration, $"'{named}' cannot be written: {exception.Message}", exception)
            {
                Remedy = "Check the folder and your rights in it.",
            };
        }
    }

    /// <summary>One try; null when somebody else changed the file meanwhile.</summary>
    private ConfigEdit? Edit(ConfigLocation location, string path, IReadOnlyList<KeyStep> key, YamlNode? value)
    {
        var old = Read(path);
        var edit = CheckedEdit.Make(old ?? Missing(location, path), path, known, key, value, variableOf);
        if (!edit.Text.Changed)
        {
            return Result(path, edit, backup: null);
        }

        if (old is null)
        {
            BeforeReplacing?.Invoke();
            return WriteFirst(path, edit.Text.Text) ? Result(path, edit, backup: null) : null;
        }

        if (new FileInfo(path).IsReadOnly)
        {
            throw EditFailures.New($"'{path}' is read-only.", "Make it writable if you mean to change it.");
        }

        var backup = path + ".bak";
        ConfigFileWriter.WriteNew(backup, old, overwrite: true);
        var replaced = ConfigFileWriter.Replace(path, edit.Text.Text, () =>
        {
            BeforeReplacing?.Invoke();
            return FileText.Read(path).Text == old;
        });
        return replaced ? Result(path, edit, backup) : null;
    }

    private static bool WriteFirst(string path, string text)
    {
        try
        {
            ConfigFileWriter.WriteNew(path, text, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>The text; null when there is no file.</summary>
    private static string? Read(string path)
    {
        var (text, problem, _) = FileText.Read(path);
        return problem?.Diagnostics[0] switch
        {
            null => text,
            { Code: DiagnosticCodes.FileNotFound } => null,
            var finding => throw EditFailures.New($"'{path}' is not to be edited: {finding.Message}", finding.Remedy),
        };
    }

    private static string Missing(ConfigLocation location, string path) => location.MustExist
        ? throw EditFailures.New($"'{path}' does not exist.", "Check the path and MISSY_CONFIG, or create the file with New-MissyConfig or `missy config init`.")
        : "";

    private static string Behind(string path) =>
        new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static ConfigEdit Result(string path, CheckedEdit edit, string? backup) => new()
    {
        Path = path,
        Key = KeyPath.Show(edit.Text.Steps),
        OldValue = ValueDisplay.Show(edit.Text.Before, edit.Kind),
        NewValue = ValueDisplay.Show(edit.Text.After, edit.Kind),
        Changed = edit.Text.Changed,
        Line = edit.Text.Line,
        BackupPath = backup,
        Findings = edit.Findings,
    };
}
