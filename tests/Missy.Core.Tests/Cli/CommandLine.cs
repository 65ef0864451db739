using System.Globalization;
using System.Text.Json;
using Missy.Cli;
using Missy.Configuration;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Cli;

/// <summary>The command line in this process, with a home folder, an environment, streams and a simulator of its own.</summary>
internal sealed class CommandLine : ISystemEnvironment, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-").FullName;
    private readonly Lazy<SimulatorServer> _simulator;

    public CommandLine(SimulatorOptions? simulator = null)
    {
        _simulator = new Lazy<SimulatorServer>(() => SimulatorServer.Start(simulator));
        HomeFolder = _folder;
    }

    public string? HomeFolder { get; set; }

    public Dictionary<string, string> Variables { get; } = [];

    public SimulatorServer Simulator => _simulator.Value;

    public string ConfigPath => Path.Combine(_folder, ".missy", "config.yaml");

    /// <summary>What is piped in; null = a person sits there and types nothing.</summary>
    public string? Input { get; set; }

    /// <summary>Whether a person sees the output.</summary>
    public bool AtTerminal { get; set; }

    public FlushCountingWriter Output { get; } = new();

    public StringWriter Errors { get; } = new(CultureInfo.InvariantCulture);

    public string Out => Output.ToString();

    public string Err => Errors.ToString();

    public JsonElement OutJson => JsonDocument.Parse(Out).RootElement;

    public string? GetVariable(string name) => Variables.GetValueOrDefault(name);

    public string InFolder(string name) => Path.Combine(_folder, name);

    /// <summary>Writes the file. Where it does not say how often a call is tried again, it never is.</summary>
    public void WriteConfig(string yaml)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        File.WriteAllText(ConfigPath, NoRetries.In(yaml));
    }

    /// <summary>A configuration with the simulator as an OpenAI-compatible service named "it".</summary>
    public CommandLine WithProvider(string more = "")
    {
        WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{Simulator.BaseUrl}v1'{more} }} }}");
        return this;
    }

    public Task<int> RunAsync(params string[] args) => RunAsync(args, TestContext.Current.CancellationToken);

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        Output.GetStringBuilder().Clear();
        Errors.GetStringBuilder().Clear();
        using var input = new StringReader(Input ?? "");
        var terminal = new Terminal(input, Output, Errors, Input is not null, !AtTerminal);
        var code = await new CommandLineApp(terminal, this).RunAsync(args, cancellationToken);
        Assert.DoesNotContain("   at ", Err, StringComparison.Ordinal);
        return code;
    }

    public void Dispose()
    {
        if (_simulator.IsValueCreated)
        {
            _simulator.Value.Dispose();
        }

        Output.Dispose();
        Errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
