namespace Missy.Tests.Cli;

/// <summary><c>--schema</c> and <c>--file</c>.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class AskSchemaTests
{
    private const string Schema = """{"type":"object","properties":{"n":{"type":"integer","minimum":2}},"required":["n"]}""";

    [Theory]
    [InlineData(true, "--stream")]
    [InlineData(false, "--no-stream")]
    public async Task The_answer_printed_is_the_JSON(bool file, string how)
    {
        using var missy = new CommandLine().WithProvider();
        await File.WriteAllTextAsync(missy.InFolder("s.json"), Schema, TestContext.Current.CancellationToken);

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--schema", file ? missy.InFolder("s.json") : Schema, how));

        Assert.Equal("{\"n\":2}\n", missy.Out);
    }

    [Fact]
    public async Task The_document_of_a_program_holds_the_object()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json", "--schema", """{"type":"array","items":{"type":["object","null"],"properties":{"a":{"type":"number","minimum":1.5}},"required":["a"]}}"""));

        Assert.Equal(1.5, missy.OutJson.GetProperty("object")[0].GetProperty("a").GetDouble());
    }

    [Fact]
    public async Task A_number_that_no_double_holds_is_in_the_document_as_its_name()
    {
        using var missy = new CommandLine();
        using var service = CannedService.Completion("\"content\":\"{\\\"n\\\":[1e400,-1e400]}\"");
        service.WriteConfig(missy);

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json", "--schema", """{"type":"object","properties":{"n":{}},"required":["n"]}"""));

        Assert.Equal("""["Infinity","-Infinity"]""", missy.OutJson.GetProperty("object").GetProperty("n").GetRawText());
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_a_failed_call()
    {
        using var missy = new CommandLine(new() { Faults = [Missy.Simulation.FaultRule.Parse("schema-misfit")] }).WithProvider();

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--schema", Schema));

        Assert.Contains("$ must be object, and is array", missy.Err, StringComparison.Ordinal);
        Assert.Equal("", missy.Out);
    }

    [Theory]
    [InlineData("--schema", "none.json", "cannot be read")]
    [InlineData("--schema", "{", "not JSON")]
    [InlineData("--schema", """{"type":"strin"}""", "#/type")]
    [InlineData("--file", "none.png", "'none.png' cannot be read")]
    public async Task What_is_named_wrongly_is_a_wrong_command_line(string option, string value, string says)
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync("ask", "hi", option, value));

        Assert.Contains(says, missy.Err, StringComparison.Ordinal);
        Assert.Empty(missy.Simulator.Requests);
    }

    [Fact]
    public async Task Files_go_before_the_question()
    {
        using var missy = new CommandLine().WithProvider();
        await File.WriteAllTextAsync(missy.InFolder("n.md"), "x", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(missy.InFolder("a.pdf"), "%PDF-"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--file", missy.InFolder("n.md"), "--file", missy.InFolder("a.pdf")));

        Assert.Matches("n\\.md:.*a\\.pdf.*\"hi\"", missy.Simulator.Requests[0].Body);
    }
}
