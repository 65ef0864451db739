using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Faults that are whole answers: statuses, error bodies, pages, redirects.</summary>
public sealed class FaultStatusTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly HttpClient _client;

    public FaultStatusTests() => _client = Wires.Client(_server);

    public static TheoryData<string, bool, int> Statuses
    {
        get
        {
            var data = new TheoryData<string, bool, int>();
            foreach (var wire in Wires.All)
            {
                foreach (var status in new[] { 400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504, 529 })
                {
                    data.Add(wire, status % 2 == 0, status);
                }
            }

            return data;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_status_has_the_services_own_error_form(string wire, bool stream, int status)
    {
        using var response = await SendAsync(wire, stream, status.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var body = await JsonAsync(response);
        AssertForm(wire, body);
        var id = response.Headers.GetValues(wire == Wires.Anthropic ? "request-id" : "x-request-id").Single();
        if (wire == Wires.Anthropic)
        {
            Assert.Equal(id, (string?)body["request_id"]);
        }
    }

    [Theory]
    [InlineData(401, "authentication_error", "invalid_api_key")]
    [InlineData(402, "billing_error", "insufficient_credits")]
    [InlineData(403, "permission_error", "permission_denied")]
    [InlineData(404, "not_found_error", "model_not_found")]
    [InlineData(413, "request_too_large", "request_too_large")]
    [InlineData(429, "rate_limit_error", "rate_limit_exceeded")]
    [InlineData(500, "api_error", "server_error")]
    [InlineData(504, "timeout_error", "server_error")]
    [InlineData(529, "overloaded_error", "overloaded")]
    public async Task A_status_has_the_type_of_Anthropic_and_the_code_of_OpenAI(int status, string type, string code)
    {
        var fault = status.ToString(CultureInfo.InvariantCulture);
        using var anthropic = await SendAsync(Wires.Anthropic, false, fault);
        using var chat = await SendAsync(Wires.Chat, false, fault);

        Assert.Equal(type, (string?)(await JsonAsync(anthropic))["error"]!["type"]);
        Assert.Equal(code, (string?)(await JsonAsync(chat))["error"]!["code"]);
    }

    [Theory]
    [InlineData("insufficient-quota", 429, "insufficient_quota", "quota")]
    [InlineData("usage-limit", 400, "billing_hard_limit_reached", "usage limits")]
    [InlineData("credit-balance", 400, null, "credit balance")]
    [InlineData("context-length", 400, "context_length_exceeded", "too long")]
    public async Task Failures_that_a_status_does_not_tell_have_their_code_and_words(string fault, int status, string? code, string words)
    {
        foreach (var wire in Wires.All)
        {
            using var response = await SendAsync(wire, true, fault);
            var body = await JsonAsync(response);

            Assert.Equal(status, (int)response.StatusCode);
            AssertForm(wire, body);
            Assert.Contains(words, body.ToJsonString(), StringComparison.Ordinal);
            if (wire is Wires.Chat or Wires.Responses)
            {
                Assert.Equal(code, (string?)body["error"]!["code"]);
            }
        }
    }

    [Theory]
    [InlineData("429", null, null)]
    [InlineData("429;retry-after=absent", null, null)]
    [InlineData("429;retry-after=7", "retry-after", "7")]
    [InlineData("429;retry-after=0", "retry-after", "0")]
    [InlineData("429;retry-after=ms:250", "retry-after-ms", "250")]
    [InlineData("429;retry-after=ms", "retry-after-ms", "1500")]
    [InlineData("429;retry-after=date:90", "retry-after", "Thu, 01 Jan 2026 00:01:30 GMT")]
    [InlineData("429;retry-after=past", "retry-after", "Wed, 31 Dec 2025 23:00:00 GMT")]
    [InlineData("429;retry-after=huge", "retry-after", "99999999999999")]
    [InlineData("429;retry-after=garbage", "retry-after", "soon")]
    [InlineData("503;should-retry=false", "x-should-retry", "false")]
    public async Task Retry_after_comes_in_every_form(string fault, string? header, string? value)
    {
        using var time = new ManualTime();
        using var server = SimulatorServer.Start(new SimulatorOptions { Time = time });
        using var client = Wires.Client(server);
        using var response = await client.SendAsync(Wires.Request(Wires.Chat, false, fault), Token);

        var found = response.Headers.NonValidated
            .Where(item => item.Key.Contains("retry", StringComparison.OrdinalIgnoreCase))
            .Select(item => (item.Key.ToUpperInvariant(), item.Value.ToString()));
        Assert.Equal(header is null ? [] : [(header.ToUpperInvariant(), value!)], found);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_status_of_200_can_hold_an_error(string wire, bool stream)
    {
        using var response = await SendAsync(wire, stream, "error-body=insufficient-quota;message=No more today.");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await JsonAsync(response);
        AssertForm(wire, body);
        Assert.Contains("No more today.", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_status_of_200_can_be_empty_a_page_or_of_another_type(string wire, bool stream)
    {
        using var empty = await SendAsync(wire, stream, "empty-body");
        using var page = await SendAsync(wire, stream, "html");
        using var typed = await SendAsync(wire, stream, "wrong-content-type=text/csv");

        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        Assert.Equal(0, empty.Content.Headers.ContentLength);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("text/csv", typed.Content.Headers.ContentType!.MediaType);
        Assert.Contains("simulated", Wires.Text(wire, stream, await typed.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_failed_status_can_be_without_a_body(string wire, bool stream)
    {
        using var response = await SendAsync(wire, stream, "empty-body=503;retry-after=2");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.Equal("2", response.Headers.NonValidated["retry-after"].ToString());
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_whole_answer_can_say_nothing(string wire, bool stream)
    {
        using var response = await SendAsync(wire, stream, "no-output");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("simulated:", text, StringComparison.Ordinal);
        if (stream)
        {
            Assert.True(Wires.HasEnd(wire, text));
            Assert.Equal("", Wires.Text(wire, stream, text));
        }
        else
        {
            var json = JsonNode.Parse(text)!;
            var output = wire switch
            {
                Wires.Anthropic => json["content"],
                Wires.Chat => json["choices"]![0]!["message"]!["content"],
                Wires.Responses => json["output"],
                _ => json["message"]!["content"],
            };
            Assert.Contains(output!.ToJsonString(), (string[])["[]", "\"\""]);
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_status_of_200_can_hold_other_JSON(string wire, bool stream)
    {
        using var response = await SendAsync(wire, stream, "other-json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"simulated":true}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("redirect", 302, "/elsewhere")]
    [InlineData("redirect=https://example.com/x", 302, "https://example.com/x")]
    [InlineData("redirect;status=301", 301, "/elsewhere")]
    [InlineData("redirect;status=307", 307, "/elsewhere")]
    [InlineData("redirect;status=308", 308, "/elsewhere")]
    public async Task A_redirect_has_its_status_and_target(string fault, int status, string target)
    {
        using var response = await SendAsync(Wires.Anthropic, true, fault);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(target, response.Headers.NonValidated["location"].ToString());
    }

    [Fact]
    public async Task A_fault_that_is_not_known_is_a_bad_request_that_says_so()
    {
        using var response = await SendAsync(Wires.Chat, false, "stal");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Did you mean 'stall'?", (string?)(await JsonAsync(response))["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_choose_by_path_model_key_and_call()
    {
        _server.AddFault(FaultRule.Parse("path=/v1/messages;401"));
        _server.AddFault(FaultRule.Parse("path=*/chat/*;model=BAD-*;402"));
        _server.AddFault(FaultRule.Parse("key=test-key-2;403"));
        _server.AddFault(FaultRule.Parse("path=/api/chat;call=2-3;503"));

        Assert.Equal(401, await StatusAsync(Wires.Anthropic));
        Assert.Equal(200, await StatusAsync(Wires.Chat));
        Assert.Equal(402, await StatusAsync(Wires.Chat, model: "bad-1"));
        Assert.Equal(200, await StatusAsync(Wires.Responses, "test-key-1"));
        Assert.Equal(403, await StatusAsync(Wires.Responses, "test-key-2"));
        foreach (var expected in new[] { 200, 503, 503, 200 })
        {
            Assert.Equal(expected, await StatusAsync(Wires.Ollama));
        }

        _server.ClearFaults();
        Assert.Equal(200, await StatusAsync(Wires.Anthropic));
    }

    [Fact]
    public async Task The_first_rule_wins_and_every_rule_counts()
    {
        using var server = SimulatorServer.Start(new SimulatorOptions
        {
            Faults = [FaultRule.Parse("call=2;ok"), FaultRule.Parse("call=1-2;500"), FaultRule.Parse("call=3;503")],
        });
        using var client = Wires.Client(server);
        var statuses = new List<int>();
        for (var call = 0; call < 4; call++)
        {
            using var response = await client.SendAsync(Wires.Request(Wires.Chat, false), Token);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 200, 503, 200], statuses);
        Assert.Equal(["500", "ok", "503", null], server.Requests.Select(request => request.Fault));
    }

    [Fact]
    public async Task Faults_befall_model_lists_too()
    {
        _server.AddFault(FaultRule.Parse("path=/v1/models;401"));
        using var response = await _client.GetAsync(new Uri("v1/models", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static void AssertForm(string wire, JsonNode body)
    {
        switch (wire)
        {
            case Wires.Anthropic:
                Assert.Equal("error", (string?)body["type"]);
                Assert.NotNull((string?)body["error"]!["type"]);
                Assert.NotNull((string?)body["error"]!["message"]);
                break;
            case Wires.Ollama:
                Assert.Equal(JsonValueKind.String, body["error"]!.GetValueKind());
                break;
            default:
                Assert.Equal(["message", "type", "param", "code"], body["error"]!.AsObject().Select(field => field.Key));
                break;
        }
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;

    private async Task<int> StatusAsync(string wire, string? key = null, string model = "simulator-small")
    {
        using var request = Wires.Request(wire, Wires.Body(wire, model: model));
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var response = await _client.SendAsync(request, Token);
        return (int)response.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string wire, bool stream, string fault) =>
        _client.SendAsync(Wires.Request(wire, stream, fault), Token);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
