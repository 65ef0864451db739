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
    public async Task It_plays_every_fault_that_is_named()
    {
        using var server = new CommandLine();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        server.Output.Flushed = _ => started.TrySetResult();
        string[] faults = ["key=test-key-1;flap=1:1;429", "key=test-key-2;seconds=0-3600;gzip-bomb", "rate-limit=7"];

        var serving = server.RunAsync(["simulate", "--json", .. faults.SelectMany(fault => (string[])["--fault", fault])], stop.Token);
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(server.OutJson.GetProperty("baseUrl").GetString()!) };
        var seen = new List<(int, string?, bool)>();
        foreach (var key in (string[])["1", "1", "1", "2"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "v1/models");
            request.Headers.Authorization = new("Bearer", $"test-key-{key}");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            seen.Add((
                (int)response.StatusCode,
                response.Content.Headers.ContentEncoding.FirstOrDefault(),
                response.Headers.Contains("x-ratelimit-remaining-requests")));
        }

        await stop.CancelAsync();
        Assert.Equal(0, await serving);
        Assert.Equal([(429, null, false), (200, null, true), (429, null, false), (200, "gzip", false)], seen);
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
