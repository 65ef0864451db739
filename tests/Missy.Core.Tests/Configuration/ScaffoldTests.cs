using System.Text.RegularExpressions;
using Missy.Configuration;

namespace Missy.Tests.Configuration;

public class ScaffoldTests
{
    private static readonly ScaffoldProvider[] Offered =
    [
        new("anthropic", "A_KEY", "big-1"),
        new("openai", "O_KEY", "mini"),
        new("openrouter", "R_KEY", "vendor/model: free #1"),
        new("ollama", null, "llama3.2:1b"),
        new("groq", "G_KEY", null),
    ];

    [Fact]
    public void Providers_with_a_key_are_active_and_the_first_of_them_is_the_default()
    {
        var config = Reading.Good(ConfigScaffold.Create(Offered, ["O_KEY", "R_KEY", "HOME"]));
        Assert.Equal(["openai", "openrouter"], config.Providers.Select(p => p.Name));
        Assert.Equal("openai", config.DefaultProvider);
        Assert.Equal(("O_KEY", "mini", "vendor/model: free #1"), (config.Providers[0].ApiKeyEnv, config.Providers[0].Model, config.Providers[1].Model));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_key_everything_is_a_comment(bool offer)
    {
        var text = ConfigScaffold.Create(offer ? Offered : [], []);
        Assert.Equivalent(MissyConfig.Empty, Reading.Good(text), strict: true);
        Assert.Equal(offer, text.Contains("#    api_key_env: A_KEY\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData()]
    [InlineData("O_KEY", "G_KEY")]
    public void Taking_the_hash_from_every_setting_gives_a_good_file_with_the_defaults(params string[] present)
    {
        var text = Regex.Replace(ConfigScaffold.Create(Offered, present), "(?m)^#(?! )|^#(?=  )", "");
        var config = Reading.Good(text);
        Assert.Equal(Offered.Select(o => o.Name), config.Providers.Select(p => p.Name));
        Assert.Equivalent(MissyConfig.Empty, config with { Providers = [], DefaultProvider = null }, strict: true);
    }
}
