using Missy.Simulation;

namespace Missy.Tests.Simulator;

public sealed class FaultTextTests
{
    public static TheoryData<string> Names => [.. Fault.KnownNames.Select(name => name.Name)];

    [Theory]
    [InlineData("429", "status")]
    [InlineData("429;retry-after=2", "status")]
    [InlineData("status=503;retry-after=date", "status")]
    [InlineData("status=503;retry-after=date:30", "status")]
    [InlineData("503;retry-after=ms:250;should-retry=false", "status")]
    [InlineData(" cut-stream ; after = 3 ", "cut-stream")]
    [InlineData("cut-stream=3;at=mid-character;close=abrupt", "cut-stream")]
    [InlineData("CUT-STREAM", "cut-stream")]
    [InlineData("reset=in-body", "reset")]
    [InlineData("redirect=https://example.com/a?b=c;status=308", "redirect")]
    [InlineData("error-body=insufficient-quota", "error-body")]
    [InlineData("latency=20", "latency")]
    [InlineData("stall;latency=20;tokens-per-second=2.5", "stall")]
    public void A_fault_reads_its_text(string text, string name)
    {
        var fault = Fault.Parse(text);

        Assert.Equal(name, fault.Name);
        Assert.Equal(text.Trim(), fault.Text);
        Assert.Equal(fault, Fault.Parse(fault.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_known_name_is_described_and_can_be_played(string name)
    {
        var known = Assert.Single(Fault.KnownNames, fault => fault.Name == name);
        var text = name is "status" or "latency" or "tokens-per-second" ? name + "=500" : name;

        Assert.NotEmpty(known.Description);
        Assert.Equal(name, Fault.Parse(text).Name);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("cut-straem", "'cut-straem'")]
    [InlineData("cut-straem", "Did you mean 'cut-stream'?")]
    [InlineData("cut-stream;aftre=3", "Did you mean 'after'?")]
    [InlineData("cut-stream;ms=3", "no parameter 'ms'")]
    [InlineData("cut-stream;after=x", "'after' takes a whole number")]
    [InlineData("cut-stream;after", "'after' needs a value")]
    [InlineData("cut-stream;close=gently", "clean, abrupt, reset")]
    [InlineData("429;retry-after=never", "'never'")]
    [InlineData("status", "from 400 to 599")]
    [InlineData("200", "from 400 to 599")]
    [InlineData("777", "'777'")]
    [InlineData("redirect;status=304", "'redirect'")]
    [InlineData("latency", "latency=500")]
    [InlineData("tokens-per-second=0", "'0'")]
    [InlineData("redirect=/a\r\nx: y", "control characters")]
    public void Bad_text_is_refused_with_the_bad_part_and_what_is_known(string text, string part)
    {
        var exception = Assert.Throws<FormatException>(() => Fault.Parse(text));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_reads_conditions_and_fault()
    {
        var rule = FaultRule.Parse("path=/v1/messages;model=simulator-large;key=test-key-1;call=2-4;fault=429;retry-after=1");

        Assert.Equal(("/v1/messages", "simulator-large", "test-key-1", 2, 4), (rule.Path, rule.Model, rule.Key, rule.FromCall, rule.ToCall));
        Assert.Equal("429;retry-after=1", rule.Fault.Text);
    }

    [Theory]
    [InlineData("call=2;503", 2, 2, "503")]
    [InlineData("call=3-;fault=stall=2", 3, null, "stall=2")]
    [InlineData("429", null, null, "429")]
    public void A_rule_reads_call_ranges(string text, int? from, int? to, string fault)
    {
        var rule = FaultRule.Parse(text);

        Assert.Equal((from, to, fault), (rule.FromCall, rule.ToCall, rule.Fault.Text));
    }

    [Theory]
    [InlineData("call=0;503")]
    [InlineData("call=4-2;503")]
    [InlineData("call=x;503")]
    [InlineData("path=;503")]
    [InlineData("path=/a")]
    public void A_bad_rule_is_refused(string text) => Assert.Throws<FormatException>(() => FaultRule.Parse(text));

    [Fact]
    public void A_rule_never_shows_its_key()
    {
        var rule = FaultRule.Parse("key=test-key-1;call=2-;429");

        Assert.Equal("key=***;call=2-;429", rule.ToString());
    }
}
