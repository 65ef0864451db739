using Missy.Chat;

namespace Missy.Tests.Client;

public sealed class RecordColumnTests
{
    [Fact]
    public void What_a_question_came_from_calls_itself_unless_somebody_says_how()
    {
        var response = NewResponse();

        Assert.Null(response.InputText);
        Assert.Equal("4711", (response with { InputObject = 4711 }).InputText);
        Assert.Equal("number 4711", (response with { InputObject = 4711, InputFormatter = item => $"number {item}" }).InputText);
        Assert.Null((response with { InputFormatter = _ => "nothing" }).InputText);
    }

    [Fact]
    public void Lists_are_their_items_with_semicolons_between_them()
    {
        var attempt = new Attempt("it", "m", null, "Success", null, TimeSpan.Zero, TimeSpan.FromSeconds(1.5));

        Assert.Equal("", NewResponse().AttemptText);
        Assert.Equal($"{attempt}; {attempt}", (NewResponse() with { Attempts = [attempt, attempt] }).AttemptText);
        Assert.Equal(1.5, attempt.DurationSeconds);
    }

    [Fact]
    public void Events_as_text_tell_each_thing_once()
    {
        Assert.Equal(
            "FallbackUsed { Name = Missy.FallbackUsed, From = a/b, To = c/d, Reason = Timeout }",
            new FallbackUsed(new RouteTarget("a", "b"), new RouteTarget("c", "d"), "Timeout").ToString());
        Assert.Equal(
            "ConfigReloaded { Name = Missy.ConfigReloaded, Path = , OldHash = , NewHash = 0a, Changes = watch: null -> true }",
            new ConfigReloaded(null, null, "0a", [new ConfigChange("watch", null, "true")]).ToString());
        Assert.Equal(
            "ConfigReloadFailed { Name = Missy.ConfigReloadFailed, Path = x.yaml, Hash = 0a, Errors =  }",
            new ConfigReloadFailed("x.yaml", "0a", []).ToString());
    }

    [Fact]
    public void A_part_tells_its_kind()
    {
        ContentPart text = new TextPart("hi");
        ContentPart image = ImagePart.FromUrl(new Uri("https://images.example/cat.png"));

        Assert.Equal(("Text", "hi"), (text.Part, text.PartText));
        Assert.Equal(("Image", "image https://images.example/cat.png"), (image.Part, image.PartText));
    }

    private static Response NewResponse() => new()
    {
        Content = "hi",
        Model = "m",
        Provider = "it",
        Usage = TokenUsage.None,
        FinishReason = "stop",
        Route = new Route { Provider = "it", Model = "m" },
    };
}
