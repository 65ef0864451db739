namespace Missy.Tests.Sessions.Commands;

/// <summary>A thousand random lines of each of two senders, against a model that a reviewer can read.</summary>
public sealed class CommandModelTests
{
    private const string Config = """
        default_provider: one
        providers:
          one: { name: simulator, model: m1 }
          two: { name: simulator, model: m2 }
          off: { name: simulator, model: m3, enabled: false }

        """;

    private static readonly string[] Lines =
    [
        "/models", "/model", "/models one", "/models TWO", "/models off", "/models nobody", "/models `two` x", "/model a", "/model b", "/model two/c",
        "/model ``", "/new", "/help", "/models@missy one", "/models@other two", "/model@OTHER a", "Hello", "Plum", "/weather",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_senders_see_each_what_the_model_says(int seed)
    {
        using var chat = new CommandHarness(Config);
        var random = new Random(seed);
        var models = new Dictionary<string, SenderModel> { ["telegram_1"] = new(), ["telegram_2"] = new() };
        for (var step = 0; step < 2000; step++)
        {
            var sender = step % 2 == 0 ? "telegram_1" : "telegram_2";
            var line = Lines[random.Next(Lines.Length)];
            var expected = models[sender].Say(line);

            var result = await chat.SayAsync(new ChatLine(line, sender) { BotName = "missy" });

            var said = $"step {step}: {sender}: {line}";
            Assert.True(expected.Handled == result.Handled, said);
            Assert.True(expected.Answered == (result.Response is not null), said);
            Assert.True(!result.Handled || (models[sender].Provider, models[sender].Model) == (result.Route!.Provider, result.Route.Model), said);
            foreach (var (name, model) in models)
            {
                var session = chat.Harness.Caller.Sessions.Find(name);
                Assert.True(model.Asked.SequenceEqual(session?.Messages.Where((_, index) => index % 2 == 0).Select(message => message.Text) ?? []), $"{said} ({name})");
                Assert.True((model.Held, model.Pinned) == (session?.Provider, session?.Model), $"{said} ({name})");
            }
        }
    }

    /// <summary>What a sender's session is meant to be: a pin, a provider where it is not the default, and what was asked.</summary>
    private sealed class SenderModel
    {
        public string? Held { get; private set; }

        public string? Pinned { get; private set; }

        public List<string> Asked { get; } = [];

        public string Provider => Held ?? "one";

        public string Model => Pinned ?? (Provider == "one" ? "m1" : "m2");

        public (bool Handled, bool Answered) Say(string line)
        {
            switch (line)
            {
                case "/models one" or "/models@missy one":
                    Switch(null, null);
                    break;
                case "/models TWO" or "/models `two` x":
                    Switch("two", null);
                    break;
                case "/model a" or "/model b":
                    Switch(Provider, line[7..]);
                    break;
                case "/model two/c":
                    Switch("two", "c");
                    break;
                case "/new":
                    Asked.Clear();
                    break;
                case "/models@other two" or "/model@OTHER a":
                    return (false, false);
                case "Hello" or "Plum" or "/weather":
                    Asked.Add(line);
                    return (true, true);
            }

            return (true, false);
        }

        private void Switch(string? held, string? pinned)
        {
            if ((held, pinned) != (Held, Pinned))
            {
                Asked.Clear();
            }

            (Held, Pinned) = (held, pinned);
        }
    }
}
