using Missy.Routing;

namespace Missy.Tests.Routing.Tiers;

/// <summary>The names of tiers.</summary>
public sealed class PromptTiersTests
{
    [Theory]
    [InlineData("fast", PromptTier.Fast)]
    [InlineData("SIMPLE", PromptTier.Fast)]
    [InlineData("primary", PromptTier.Primary)]
    [InlineData(" Medium ", PromptTier.Primary)]
    [InlineData("Premium", PromptTier.Premium)]
    [InlineData("complex", PromptTier.Premium)]
    public void A_tier_is_known_by_either_word_in_any_case(string word, PromptTier tier) => Assert.Equal(tier, PromptTiers.Parse(word));

    [Theory]
    [InlineData("")]
    [InlineData("best")]
    [InlineData("1")]
    [InlineData("fast, premium")]
    public void Any_other_word_is_an_error_that_lists_those_there_are(string word)
    {
        var error = Assert.Throws<MissyException>(() => PromptTiers.Parse(word));

        Assert.Equal((ErrorKind.Configuration, $"There is no tier '{word}'."), (error.Kind, error.Message));
        Assert.Equal("Write fast, primary or premium; simple, medium and complex mean the same.", error.Remedy);
    }

    [Fact]
    public void A_word_that_was_misspelt_is_offered_as_it_should_be() =>
        Assert.StartsWith("Did you mean 'premium'? Write", Assert.Throws<MissyException>(() => PromptTiers.Parse("premuim")).Remedy, StringComparison.Ordinal);

    [Fact]
    public void Names_and_values_go_together()
    {
        Assert.Equal(Enum.GetValues<PromptTier>(), PromptTiers.Names.Select(PromptTiers.Parse));
        Assert.Equal(PromptTiers.Names, Enum.GetValues<PromptTier>().Select(tier => tier.ToName()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((PromptTier)3).ToName());
    }
}
