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
    [InlineData("html;status=503;retry-after=2;should-retry=true", "html")]
    [InlineData("rate-limit", "rate-limit")]
    [InlineData("rate-limit=anthropic:7", "rate-limit")]
    [InlineData("429;rate-limit=openai:garbage;retry-after=ms:20", "status")]
    [InlineData("header=x-a: b=c: d;header=X-A:", "header")]
    [InlineData("gzip-bomb=1000000;status=500", "gzip-bomb")]
    [InlineData("huge-headers=70000;count=3", "huge-headers")]
    [InlineData("tls=untrusted;latency=20", "tls")]
    [InlineData("hang-up=after-headers", "hang-up")]
    [InlineData("stall;at=after-headers;ms=5", "stall")]
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
        var text = name switch
        {
            "status" or "latency" or "tokens-per-second" => name + "=500",
            "header" => "header=x-more: 1",
            _ => name,
        };

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
    [InlineData("gzip-bomb;status=302", "'gzip-bomb'")]
    [InlineData("latency", "latency=500")]
    [InlineData("tokens-per-second=0", "'0'")]
    [InlineData("redirect=/a\r\nx: y", "control characters")]
    [InlineData("header", "header=x-name: value")]
    [InlineData("header=x-name", "'x-name'")]
    [InlineData("header=: value", "': value'")]
    [InlineData("header=x name: value", "'x name: value'")]
    [InlineData("rate-limit=azure:1", "'azure:1'")]
    [InlineData("rate-limit=openai:", "'openai:'")]
    [InlineData("rate-limit=-1", "'-1'")]
    [InlineData("tls=expired", "alert, plain, closed, reset, silent, untrusted")]
    [InlineData("error-event;form=alert", "error, failed")]
    [InlineData("hang-up=mid-event", "before-headers, in-headers, after-headers, in-body")]
    [InlineData("stall;at=in-headers", "boundary, mid-event, mid-character, after-headers")]
    [InlineData("huge-headers;count=0", "'count'")]
    [InlineData("stall;mss=5", "It has: after, deltas, at, ms, latency, tokens-per-second, retry-after, should-retry, rate-limit, header.")]
    [InlineData("latency=5;x=1", "It has: latency, tokens-per-second, retry-after, should-retry, rate-limit, header.")]
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

    [Fact]
    public void A_rule_reads_schedules_and_spans_of_time()
    {
        var rule = FaultRule.Parse("flap=3:2;seconds=1.5-60;503");

        Assert.Equal([3, 2], rule.Flap);
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(60)), (rule.From, rule.Until));
        Assert.Null(FaultRule.Parse("seconds=2-;503").Until);
    }

    [Theory]
    [InlineData("path=/a;model=m*;call=2-4;flap=1:4:2:1;seconds=0.5-60;429")]
    [InlineData("seconds=60-;429;retry-after=2")]
    [InlineData("flap=3:2;tls=closed")]
    [InlineData("call=3-;ok")]
    [InlineData("call=3;ok")]
    public void A_rule_shows_its_text(string text) => Assert.Equal(text, FaultRule.Parse(text).ToString());

    [Theory]
    [InlineData]
    [InlineData(3)]
    [InlineData(3, 0)]
    [InlineData(-1, 2)]
    [InlineData(1, 2, 3)]
    public void A_schedule_that_is_none_is_refused(params int[] calls) =>
        Assert.Throws<ArgumentException>(() => new FaultRule { Fault = Fault.Parse("503"), Flap = calls });

    [Theory]
    [InlineData("call=0;503")]
    [InlineData("call=4-2;503")]
    [InlineData("call=x;503")]
    [InlineData("path=;503")]
    [InlineData("path=/a")]
    [InlineData("flap=3;503")]
    [InlineData("flap=3:0;503")]
    [InlineData("flap=3:2:1;503")]
    [InlineData("flap=3:-2;503")]
    [InlineData("flap=;503")]
    [InlineData("flap;503")]
    [InlineData("seconds=60;503")]
    [InlineData("seconds=60-60;503")]
    [InlineData("seconds=-60;503")]
    [InlineData("seconds=1,5-2;503")]
    [InlineData("seconds=0-NaN;503")]
    [InlineData("seconds=0-2000000000;503")]
    public void A_bad_rule_is_refused(string text) => Assert.Throws<FormatException>(() => FaultRule.Parse(text));

    [Fact]
    public void A_rule_never_shows_its_key()
    {
        var rule = FaultRule.Parse("key=test-key-1;call=2-;429");

        Assert.Equal("key=***;call=2-;429", rule.ToString());
    }
}
