using Missy.Inspection;

namespace Missy.Tests.Client;

public sealed class AttemptTableTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void No_attempt_is_no_line() => Assert.Empty(AttemptTable.Lines([]));

    [Fact]
    public void An_attempt_is_a_line_under_the_headings()
    {
        var lines = AttemptTable.Lines(
        [
            new Attempt("it", "m", "work", "RateLimited", 429, TimeSpan.Zero, 0.12 * Second),
            new Attempt("it", "m", null, "Success", null, 0.5 * Second, 61.25 * Second),
        ]);

        Assert.Equal(
            [
                "PROVIDER/MODEL  KEY   OUTCOME      STATUS  WAITED   TIME",
                "it/m            work  RateLimited  429     -        0.120 s",
                "it/m            -     Success      -       0.500 s  61.250 s",
            ],
            lines);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 60)]
    [InlineData(60, 10)]
    [InlineData(200, 200)]
    public void Whatever_the_names_80_columns_are_enough(int model, int key)
    {
        var lines = AttemptTable.Lines(
            [new Attempt("p", new string('m', model), new string('k', key), "ContextLengthExceeded", 400, 30 * Second, 599 * Second)]);

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains("ContextLengthExceeded  400     30.000 s  599.000 s", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_shortened_before_the_model()
    {
        var lines = AttemptTable.Lines([new Attempt("anthropic", "claude-sonnet-4-6", "ANTHROPIC_API_KEY_OF_THE_NIGHTLY_JOB", "RateLimited", 429, Second, Second)]);

        Assert.StartsWith("anthropic/claude-sonnet-4-6  ANTHROPIC_A…  RateLimited", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void As_text_an_attempt_is_one_line()
    {
        Assert.Equal("it/m key=work RateLimited 429, waited 0.500 s, took 0.120 s", new Attempt("it", "m", "work", "RateLimited", 429, 0.5 * Second, 0.12 * Second).ToString());
        Assert.Equal("it/m key=none Success, took 1.000 s", new Attempt("it", "m", null, "Success", null, TimeSpan.Zero, Second).ToString());
    }
}
