using System.Globalization;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>How long a service asks to wait, in each of the forms that services use.</summary>
public sealed class RetryAfterTests
{
    /// <summary>Headers and the seconds they mean by the tests' clock, which stands at 2026-01-01 00:00:00 UTC.</summary>
    public static TheoryData<string, double?> Headers => new()
    {
        { "", null },
        { "retry-after: 2", 2 },
        { "retry-after: 0", 0 },
        { "retry-after: 1.5", 1.5 },
        { "retry-after: 0.001", 0.001 },
        { "retry-after:   7  ", 7 },
        { "retry-after: -1", null },
        { "retry-after: 1,5", null },
        { "retry-after: 1.000,5", null },
        { "retry-after: 1e3", null },
        { "retry-after: NaN", null },
        { "retry-after: Infinity", double.PositiveInfinity },
        { "retry-after: -Infinity", null },
        { "retry-after: soon", null },
        { "retry-after: ", null },
        { "retry-after: ١٢", null },
        { "retry-after: 99999999999999", double.PositiveInfinity },
        { "retry-after: 1" + "000000000000000000000000000000", double.PositiveInfinity },
        { "retry-after: Thu, 01 Jan 2026 00:01:30 GMT", 90 },
        { "retry-after: Thursday, 01-Jan-26 00:01:30 GMT", 90 },
        { "retry-after: Thu Jan  1 00:01:30 2026", 90 },
        { "retry-after: Wed, 31 Dec 2025 23:00:00 GMT", 0 },
        { "retry-after: 2026-13-45", null },
        { "retry-after-ms: 250", 0.25 },
        { "retry-after-ms: 0", 0 },
        { "retry-after-ms: 1500.5", 1.5005 },
        { "retry-after-ms: 250\nretry-after: 9", 0.25 },
        { "retry-after-ms: soon\nretry-after: 9", 9 },
        { "retry-after-ms: -1\nretry-after: 9", 9 },
        { "retry-after-ms: 99999999999999999999", double.PositiveInfinity },
        { "retry-after: 3\nretry-after: 4", 3 },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Every_form_is_read_alike_in_every_culture(string headers, double? seconds)
    {
        var before = CultureInfo.CurrentCulture;
        using var response = new HttpResponseMessage();
        foreach (var line in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            response.Headers.TryAddWithoutValidation(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);
        }

        try
        {
            foreach (var culture in (string[])["", "de-DE", "tr-TR", "ar-SA", "th-TH"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

                var wait = RetryAfter.Read(response.Headers, new ManualTimeProvider());

                Assert.Equal(
                    seconds switch { null => null, double.PositiveInfinity => TimeSpan.MaxValue, { } value => TimeSpan.FromSeconds(value) },
                    wait);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("429;retry-after=7", 7.0)]
    [InlineData("429;retry-after=0", 0.0)]
    [InlineData("503;retry-after=date:30", 30.0)]
    [InlineData("429;retry-after=past", 0.0)]
    [InlineData("429;retry-after=ms:250", 0.25)]
    [InlineData("429;retry-after=huge", double.PositiveInfinity)]
    [InlineData("429;retry-after=garbage", null)]
    [InlineData("429;retry-after=absent", null)]
    public async Task Every_wire_passes_it_on(string fault, double? seconds)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = new ProviderHarness(fault);

            var wait = (await harness.AskAsync(wire, stream)).Failure!.RetryAfter;

            Assert.Equal(
                seconds switch { null => null, double.PositiveInfinity => TimeSpan.MaxValue, { } value => TimeSpan.FromSeconds(value) },
                wait);
        }
    }
}
