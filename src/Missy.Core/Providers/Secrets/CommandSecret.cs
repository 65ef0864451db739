using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers.Secrets;

/// <summary>
/// A secret that is the first line which a command prints, so that any password manager can hold it. The command runs without
/// a shell, in the configuration's folder, with this process's environment and a closed standard input, for ten seconds at
/// most; callers that come meanwhile share its result.
/// </summary>
internal sealed class CommandSecret : FetchedSecret
{
    /// <summary>How long a command may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const int MaxErrorLength = 200;
    private readonly SecretReference _reference;
    private readonly string? _folder;
    private readonly ISystemEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly SingleFlight<SecretState> _flight;

    /// <summary>Makes the source; nothing is run by that.</summary>
    /// <param name="reference">The reference, whose value is the command.</param>
    /// <param name="folder">The configuration's folder; null when there is none.</param>
    /// <param name="environment">Where PATH and the home folder come from.</param>
    /// <param name="time">The clock of the limit.</param>
    public CommandSecret(SecretReference reference, string? folder, ISystemEnvironment environment, TimeProvider time)
        : base(time)
    {
        _reference = reference;
        _folder = folder;
        _environment = environment;
        _time = time;
        _flight = new SingleFlight<SecretState>(RunAsync);
    }

    /// <inheritdoc/>
    protected override Task<SecretState> FetchAsync(CancellationToken cancellationToken) => _flight.RunAsync(cancellationToken);

    private async Task<SecretState> RunAsync(CancellationToken cancellationToken)
    {
        var (words, problem) = CommandLine.Split(_reference.Value);
        if (problem is not null)
        {
            return Failed(problem, "Close every quote, and begin with the name of a program.");
        }

        if (ProgramFinder.Find(words[0], _folder, _environment) is not { } program)
        {
            return Failed($"there is no program '{words[0]}'", "Install it, add its folder to PATH, or write its whole path.");
        }

        using var process = new Process { StartInfo = Start(program, words) };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return Failed($"it cannot be started ({exception.Message})");
        }

        using var timer = new CallTimer(Limit, _time, cancellationToken);
        try
        {
            process.StandardInput.Close();
            return await ResultAsync(process, timer.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(
                string.Create(CultureInfo.InvariantCulture, $"it did not finish within {Limit.TotalSeconds:0} s"),
                "Run the command in a terminal: it may wait for an answer, which it cannot be given here.");
        }
    }

    private async Task<SecretState> ResultAsync(Process process, CancellationToken cancellationToken)
    {
        var output = new OutputReader(process.StandardOutput.BaseStream);
        var errors = new OutputReader(process.StandardError.BaseStream);
        await process.WaitForExitAsync(cancellationToken);

        // A program may leave another behind that holds its output open, such as an agent: the first line is enough.
        await output.FirstLine.WaitAsync(cancellationToken);
        var line = FirstLine(output.Text);
        if (process.ExitCode != 0)
        {
            await errors.End.WaitAsync(cancellationToken);
            return Failed(
                string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {process.ExitCode}{Said(errors.Text, line)}"),
                "Run the command in a terminal and see what it needs.");
        }

        return line.Length > 0 ? SecretState.Found(line) : Failed("its first line is empty", "The key is the first line of its standard output.");
    }

    private ProcessStartInfo Start(string program, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(program)
        {
            CreateNoWindow = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _folder ?? "",
        };
        foreach (var word in words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    private SecretState Failed(string problem, string? remedy = null) =>
        SecretState.Missing($"the command of {_reference.Display} gave no key: {problem}", remedy);

    // Its complaint is of use; what else it printed may be half a key.
    private static string Said(string errors, string line)
    {
        Redactor.Process.Learn(line);
        var words = string.Join(' ', Redactor.Process.Clean(errors).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0)
        {
            return "";
        }

        var said = new StringBuilder(": ");
        foreach (var rune in words.EnumerateRunes().Where(static rune => !Rune.IsControl(rune)))
        {
            if (said.Length + rune.Utf16SequenceLength > MaxErrorLength)
            {
                return said.Append('…').ToString();
            }

            said.Append(rune);
        }

        return said.ToString();
    }

    private static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).Trim();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or one of those that it started, has ended by itself meanwhile.
            return;
        }
    }
}
