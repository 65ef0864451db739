using System.Globalization;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class CultureTests
{
    private const string Bad = """
        watch: FALSE_
        providers:
          IT: {name: OPENAI, timeout: 1.5, weight: 0,5, Timeout: 3}
          it: {name: ollama}
          openai: {timeout: 99999999.5, idle_tımeout: 3, key_rotation_strategy: FAILOVER}
        routing: {simple_threshold: 2.5, strategy: RULES}
        budget: {unknown_price: IGNORE, per_day_usd: 2.5}
        """;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void A_file_means_the_same_under_every_culture(string culture)
    {
        var (good, bad) = (Good(ExampleFile.Text), Read(Bad));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(good.Providers[0].Timeout, Good(ExampleFile.Text).Providers[0].Timeout);
            Assert.Equal(good.Providers[0].Weight, Good(ExampleFile.Text).Providers[0].Weight);
            Assert.Equal(good.Budget, Good(ExampleFile.Text).Budget);
            Assert.Equal(good.Network.AllowedHosts, Good(ExampleFile.Text).Network.AllowedHosts);
            Assert.Equal(bad.Diagnostics, Read(Bad).Diagnostics);
            Assert.Equal(bad.Diagnostics.Select(d => d.ToString()), Read(Bad).Diagnostics.Select(d => d.ToString()));
            Assert.Equal(bad.Config.Providers.Select(p => p.Name), Read(Bad).Config.Providers.Select(p => p.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
