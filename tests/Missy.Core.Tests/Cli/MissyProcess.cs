using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Missy.Tests.Cli;

/// <summary>A real <c>missy</c> process with an empty home folder and none of this process's settings.</summary>
internal sealed class MissyProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    private readonly string _home = Directory.CreateTempSubdirectory("missy-").FullName;
    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly Task _copying;
    private readonly Task<string> _errors;

    private MissyProcess(string file, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = _home,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = start.Environment["USERPROFILE"] = _home;
        environment?.Invoke(start.Environment);
        _process = Process.Start(start)!;
        _copying = _process.StandardOutput.BaseStream.CopyToAsync(_output);
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static string Assembly { get; } = typeof(MissyProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Missy.Cli").Value!;

    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Standard output up to now.</summary>
    public byte[] Output => _output.ToArray();

    public string Out => Encoding.UTF8.GetString(Output);

    public string Err => _errors.Result;

    public static MissyProcess Start(params string[] args) => new(Host, [Assembly, .. args], null);

    public static MissyProcess Start(Action<IDictionary<string, string?>> environment, params string[] args) =>
        new(Host, [Assembly, .. args], environment);

    /// <summary>A shell's line, in which <c>$MISSY</c> starts the command.</summary>
    public static MissyProcess Shell(string line) =>
        new("/bin/sh", ["-c", line.Replace("$MISSY", $"'{Host}' '{Assembly}'", StringComparison.Ordinal)], null);

    /// <summary>Ends the input and waits for the end.</summary>
    public async Task<int> EndAsync(bool closeInput = true)
    {
        if (closeInput)
        {
            _process.StandardInput.Close();
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        await _copying;
        await _errors;
        Assert.DoesNotContain("   at ", Err, StringComparison.Ordinal);
        return _process.ExitCode;
    }

    /// <summary>Waits until something was printed.</summary>
    public async Task<string> FirstOutputAsync()
    {
        while (_output.Length == 0)
        {
            Assert.False(_process.HasExited);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return Out;
    }

    /// <summary>Skips where there are no signals, or where whoever started the tests has them ignored, which children inherit.</summary>
    public static void RequireSignals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        const string Status = "/proc/self/status";
        if (File.Exists(Status))
        {
            var line = File.ReadLines(Status).First(text => text.StartsWith("SigIgn:", StringComparison.Ordinal));
            var ignored = Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16);
            Assert.SkipWhen((ignored & (1ul << (Interrupt - 1))) != 0, "These tests were started with interrupts ignored.");
        }
    }

    public void Send(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("MISSY_", StringComparison.Ordinal) || name.EndsWith("_API_KEY", StringComparison.Ordinal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
