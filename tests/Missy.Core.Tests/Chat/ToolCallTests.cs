using Missy.Chat;

namespace Missy.Tests.Chat;

/// <summary>Which arguments a tool may run with.</summary>
public sealed class ToolCallTests
{
    [Theory]
    [InlineData("""{"a":1,"\ud83d":2}""")]
    [InlineData("""{"a":[{"\udc00x":2}]}""")]
    [InlineData("[1]")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":")]
    public void Arguments_without_an_object_of_whole_names_are_malformed(string arguments)
    {
        var call = new ToolCall("c", "get", arguments);

        Assert.True(call.Malformed);
        Assert.Null(call.Arguments);
    }

    [Fact]
    public void Half_a_character_in_a_value_and_escapes_in_a_name_are_taken()
    {
        var call = new ToolCall("c", "get", """{"a":"\ud83d","\ud83d\ude42":"b"}""");

        Assert.False(call.Malformed);
        Assert.Equal(("\ud83d", "b"), (call.Arguments!["a"], call.Arguments["🙂"]));
    }
}
