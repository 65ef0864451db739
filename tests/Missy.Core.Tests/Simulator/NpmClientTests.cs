using System.Text.Json;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>The official clients of another world, unchanged, against the simulator.</summary>
public sealed class NpmClientTests(NpmInstall npm) : IClassFixture<NpmInstall>
{
    [Fact]
    public void The_npm_clients_complete_stream_list_models_and_call_tools()
    {
        Assert.SkipWhen(npm.Missing is not null && !NpmInstall.IsRequired, npm.Missing ?? "");
        Assert.Null(npm.Missing);
        using var server = SimulatorServer.Start();

        using var seen = JsonDocument.Parse(npm.Run(Path.Combine(AppContext.BaseDirectory, "Simulator", "npm-clients.mjs"), server.BaseUrl.AbsoluteUri));

        Assert.Equal(["openai chat", "openai responses", "anthropic", "ollama"], seen.RootElement.EnumerateObject().Select(client => client.Name));
        Assert.All(seen.RootElement.EnumerateObject(), client =>
        {
            var whole = client.Value.GetProperty("whole").GetString();
            Assert.Contains("Grüße aus 東京", whole, StringComparison.Ordinal);
            Assert.Equal(whole, client.Value.GetProperty("streamed").GetString());
            Assert.True(client.Value.GetProperty("pieces").GetInt32() > 1, client.Name);
            Assert.Contains("simulator-small", client.Value.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
            Assert.Equal("get_weather", client.Value.GetProperty("tool").GetProperty("name").GetString());
            Assert.Equal(JsonValueKind.String, client.Value.GetProperty("tool").GetProperty("arguments").GetProperty("city").ValueKind);
            Assert.Contains("12 degrees", client.Value.GetProperty("afterwards").GetString(), StringComparison.Ordinal);
            Assert.Equal(429, client.Value.GetProperty("failure").GetInt32());
        });
    }
}
