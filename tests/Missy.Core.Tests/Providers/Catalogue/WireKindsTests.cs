using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed class WireKindsTests
{
    [Fact]
    public void Every_wire_has_a_name_that_leads_back_to_it()
    {
        WireKind[] wires = Enum.GetValues<WireKind>();

        Assert.Equal(WireKinds.KnownWires, wires.Select(w => w.ToName()));
        Assert.Equal(wires, WireKinds.KnownWires.Select(n => WireKinds.Parse(n)!.Value));
    }

    [Theory]
    [InlineData("anthropic", WireKind.Anthropic)]
    [InlineData(" OpenAI-Responses ", WireKind.OpenAIResponses)]
    [InlineData("OPENAI", WireKind.OpenAI)]
    [InlineData("openai-codex", WireKind.OpenAICodex)]
    [InlineData("ollama", WireKind.Ollama)]
    [InlineData("simulator", WireKind.Simulator)]
    public void A_name_is_read_whatever_its_case(string name, WireKind wire) => Assert.Equal(wire, WireKinds.Parse(name));

    [Theory]
    [InlineData("groq")]
    [InlineData("open ai")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_wire(string? name) => Assert.Null(WireKinds.Parse(name));

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void A_value_outside_the_list_has_no_name(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((WireKind)value).ToName());
}
