namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class AskSessionTests
{
    [Fact]
    public async Task A_conversation_goes_on_with_the_next_command()
    {
        using var missy = new CommandLine();
        missy.WriteConfig($"sessions: {{ persist: true }}\nproviders: {{ it: {{ name: openai, model: m, base_url: '{missy.Simulator.BaseUrl}v1' }} }}");

        Assert.Equal(0, await missy.RunAsync("ask", "--session", "notes", "My name is Ada."));
        Assert.Equal(0, await missy.RunAsync("ask", "--session", "NOTES", "What is my name?"));
        Assert.Equal(0, await missy.RunAsync("ask", "What is my name?"));

        Assert.Contains("My name is Ada.", missy.Simulator.Requests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("My name is Ada.", missy.Simulator.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_to_keep_it_a_session_is_refused_with_what_to_set()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync("ask", "--session", "notes", "Hello"));

        Assert.Equal("", missy.Out);
        Assert.Contains("Sessions are not kept", missy.Err, StringComparison.Ordinal);
        Assert.Contains("persist: true", missy.Err, StringComparison.Ordinal);
        Assert.Empty(missy.Simulator.Requests);
    }
}
