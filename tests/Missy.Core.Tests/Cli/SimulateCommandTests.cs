using System.Net.Sockets;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class SimulateCommandTests
{
    [Fact]
    public async Task It_prints_one_line_with_its_address_and_serves_until_stopped()
    {
        using var server = new CommandLine();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        server.Output.Flushed = _ => started.TrySetResult();

        var serving = server.RunAsync(["simulate", "--port", "0", "--json", "--answer", "Said so.", "--fault", "model=bad;500"], stop.Token);
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        var url = server.OutJson.GetProperty("baseUrl").GetString();
        Assert.Equal(1, server.Out.Count(letter => letter == '\n'));

        using var missy = new CommandLine();
        missy.WriteConfig($"providers: {{ it: {{ name: anthropic, model: m, base_url: '{url}' }} }}");
        Assert.Equal(0, await missy.RunAsync("ask", "hi"));
        Assert.Equal("Said so.\n", missy.Out);
        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--model", "bad"));

        Assert.False(serving.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(0, await serving);
        Assert.Equal("", server.Err);
        Assert.Equal(1, await missy.RunAsync("ask", "hi"));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var missy = new CommandLine();

        Assert.Equal(2, await missy.RunAsync("simulate", "--port", port));

        Assert.Contains($"cannot listen on port {port}", missy.Err, StringComparison.Ordinal);
        Assert.Contains("Choose another port", missy.Err, StringComparison.Ordinal);
    }
}
