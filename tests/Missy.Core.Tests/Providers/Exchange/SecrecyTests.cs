using System.Text;
using System.Text.Json;
using Missy.Configuration;
using Missy.Network;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>A service that repeats what it was sent: none of it reaches an error.</summary>
public sealed class SecrecyTests
{
    private const string Key = ProviderHarness.Key;
    private const string HeaderSecret = "header canary/2+x";

    public static TheoryData<string> Echoes =>
    [
        ScriptedServer.Answer($$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}}.","type":"{{{Key}}}","code":"{{{Key}}}"}}""", 401),
        ScriptedServer.Answer($$$"""{"type":"error","error":{"message":"{{{Key}}}","type":"{{{Key}}}"},"request_id":"{{{Key}}}"}""", 500),
        ScriptedServer.Answer($$$"""{"error":"key {{{Key}}}"}""", 400),
        ScriptedServer.Answer($$$"""{"error":["{{{Key}}}"]}""", 400),
        ScriptedServer.Answer($$$"""{"detail":{"key":"{{{Key}}}"}}""", 422),
        ScriptedServer.Answer($$$"""{"message":"{{{Key.ToUpperInvariant()}}}"}""", 403),
        ScriptedServer.Answer($"\"{Key}\"", 400),
        ScriptedServer.Answer($"Bad key {Key}", 401, "text/plain"),
        ScriptedServer.Answer($"<html>{Key}</html>", 401, "text/html"),
        ScriptedServer.Answer($$$"""{"error":{"message":"{{{Key}}}"}}"""),
        ScriptedServer.Answer($$$"""{"error":{"message":"The header was {{{HeaderSecret}}}, as header%20canary%2F2%2Bx"}}""", 400),
        ScriptedServer.Answer($$$"""{"error":{"message":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))}}}"}}""", 400),
        ScriptedServer.Answer("{}", 500, headers: $"x-request-id: {Key}\r\nrequest-id: {Key}\r\nRetry-After: {Key}\r\n"),
        ScriptedServer.Answer($"{Key} is no JSON", type: $"text/{Key}", headers: $"x-request-id: {Key}\r\n"),
        ScriptedServer.Answer($$$"""{"status":"{{{Key}}}","type":"{{{Key}}}","output":[],"choices":[{"finish_reason":"{{{Key}}}"}],"content":[],"stop_reason":"{{{Key}}}"}"""),
        ScriptedServer.Answer($"data: {Key}\n\n", type: "text/event-stream"),
        ScriptedServer.Answer($"event: error\ndata: {{\"type\":\"error\",\"message\":\"{Key}\",\"code\":\"{Key}\"}}\n\n", type: "text/event-stream"),
        ScriptedServer.Answer("", 302, headers: $"Location: https://{Key}:{Key}@elsewhere.example/a/{Key}/b?key={Key}&x={Key}#{Key}\r\n"),
        ScriptedServer.Answer("", 307, headers: $"Location: /a?api_key={Key}\r\n"),
        $"HTTP/1.1 500 {Key}\r\nContent-Length: 0\r\n\r\n",
        $"{Key} is no HTTP\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task What_a_service_repeats_of_a_secret_is_masked_everywhere(string answer)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var server = new ScriptedServer(answer);
            using var harness = new ProviderHarness(server.BaseUrl);
            var provider = harness.Provider(wire, settings => settings with
            {
                Headers = new Dictionary<string, SecretReference> { ["x-more"] = SecretReference.Parse("$MORE") },
                RevealAsync = (_, _) => new(HeaderSecret),
            });

            var (_, _, failure) = await ProviderHarness.AskAsync(provider, stream, TestContext.Current.CancellationToken);

            if (failure is null)
            {
                // A wire may pass over words that it does not know.
                continue;
            }

            var shown = string.Join('\n', failure, failure.Remedy, failure.Code, failure.RequestId, JsonSerializer.Serialize(failure.Data));
            Assert.DoesNotContain(Key, shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(HeaderSecret, shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("canary%2F2", shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_words_around_a_masked_key_stay()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer($$$"""{"error":{"message":"Incorrect key: {{{Key}}}. See the page."}}""", 401));
        using var harness = new ProviderHarness(server.BaseUrl);

        var (_, _, failure) = await harness.AskAsync("openai", stream: false);

        Assert.Equal("it did not accept the key (HTTP 401): Incorrect key: ***. See the page.", failure!.Message);
        Assert.Equal("Check the key in TEST_KEY.", failure.Remedy);
    }

    [Theory]
    [InlineData("https://elsewhere.example/login?next=a", "https://elsewhere.example/login")]
    [InlineData("http://user:word@elsewhere.example:81/x#y", "http://elsewhere.example:81/x")]
    [InlineData("/v2/?a=b", "/v2/")]
    [InlineData("//other.example", "http://other.example/")]
    public async Task A_redirect_names_its_target_without_what_it_carries(string location, string shown)
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("", 302, headers: $"Location: {location}\r\n"));
        using var harness = new ProviderHarness(server.BaseUrl);
        var target = shown.StartsWith('/') ? server.BaseUrl.AbsoluteUri.TrimEnd('/') + shown : shown;

        var (_, _, failure) = await harness.AskAsync("openai", stream: true);

        Assert.Equal($"it redirects to {target} (HTTP 302), and redirects are not followed.", failure!.Message);
        Assert.Equal("Set 'base_url' of providers.it to the service's right address.", failure.Remedy);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_so_the_key_goes_nowhere_else(int status)
    {
        using var elsewhere = new ScriptedServer(ScriptedServer.Answer("{}"));
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = new ProviderHarness($"redirect;status={status};to={elsewhere.BaseUrl}v1");

            Assert.Equal(ErrorKind.MalformedResponse, (await harness.AskAsync(wire, stream)).Failure!.Kind);
        }

        Assert.Empty(elsewhere.Heads);
    }

    [Theory]
    [InlineData("test-key-1\u200b")]
    [InlineData("“test-key-1”")]
    [InlineData("test\r\nx-evil: 1")]
    [InlineData("test-key-ä")]
    public async Task A_key_that_no_header_can_carry_is_said_to_be_that_and_not_shown(string key)
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("{}"));
        foreach (var wire in ProviderHarness.Wires)
        {
            using var harness = new ProviderHarness(server.BaseUrl);
            var provider = harness.Provider(wire);

            var failure = await Assert.ThrowsAsync<MissyException>(() => provider.CompleteAsync(
                Wire.Question, new Credential("MY_KEY", new Secret(key)), TestContext.Current.CancellationToken));

            Assert.Equal(ErrorKind.Authentication, failure.Kind);
            Assert.Contains("The key in MY_KEY holds", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("test", failure.ToString().Split("   at ")[0], StringComparison.Ordinal);
        }

        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_header_value_that_no_header_can_carry_is_a_failure_of_the_configuration()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("{}"));
        using var harness = new ProviderHarness(server.BaseUrl);

        var (_, _, failure) = await harness.AskAsync("openai", stream: false, settings => settings with
        {
            Headers = new Dictionary<string, SecretReference> { ["x-more"] = SecretReference.Parse("$MORE") },
            RevealAsync = (_, _) => new("secret-value\n"),
        });

        Assert.Equal(ErrorKind.Configuration, failure!.Kind);
        Assert.Contains("'x-more'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-value", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_services_words_are_cut_at_500_characters_and_never_within_one()
    {
        var words = new string('a', 499) + "🗼🗼";
        using var harness = new ProviderHarness($"500;message={words}");

        var (_, _, failure) = await harness.AskAsync("openai", stream: false);

        Assert.Equal($"it failed (HTTP 500): {new string('a', 499)}…", failure!.Message);
    }

    [Fact]
    public async Task Control_characters_of_a_service_become_blanks()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("""{"error":{"message":"a\u001b[31mred\u0007\r\nb\u009bc\u0000"}}""", 500));
        using var harness = new ProviderHarness(server.BaseUrl);

        var (_, _, failure) = await harness.AskAsync("openai", stream: false);

        Assert.Equal("it failed (HTTP 500): a [31mred   b c", failure!.Message);
    }
}
