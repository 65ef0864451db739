using System.Text;
using System.Text.Json;
using Missy.Tests.Cli;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets;

/// <summary>Planted keys, services that repeat them in every encoding, and a search of all that comes out.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class CanaryTests
{
    private static readonly string[] _canaries =
        ["canary-literal+1/a", "canary-variable+2/b", "canary-file+3/c", "canary-command+4/d", "canary-header+5/e", "canary-header+6/f"];

    public static TheoryData<string> Encodings => new(RedactorTests.Encoded("x").Keys);

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task No_command_shows_a_key_that_a_service_repeats(string encoding)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        var heard = new HashSet<string>();
        using var service = new LoopbackServer(request => Task.FromResult(Repeat(request, encoding, heard)));
        using var missy = new CommandLine();
        var planted = Plant(missy, service.Url);

        foreach (var name in (string[])["literal", "variable", "file", "command"])
        {
            string[][] lines =
            [
                ["ask", "hi", "-p", name, "-m", "400"], ["ask", "hi", "-p", name, "-m", "401", "--stream"], ["ask", "hi", "-p", name, "-m", "500", "--no-stream"],
                ["ask", "hi", "-p", name, "-m", "200"], ["ask", "hi", "-p", name, "-m", "200", "--stream"], ["ask", "hi", "-p", name, "-m", "no-json"],
                ["providers", "test", name], ["models", "--refresh", "-p", name], ["models", "-p", name],
            ];
            foreach (var line in lines)
            {
                await SearchAsync(missy, [.. line, "--verbose", "--json"]);
                await SearchAsync(missy, [.. line, "--verbose"]);
            }
        }

        foreach (var line in (string[][])[["providers"], ["config", "validate"], ["config", "path"], ["models", "--all"], ["ask", "hi"], ["ask", "hi", "-p", "broken"]])
        {
            await SearchAsync(missy, [.. line, "--verbose", "--json"]);
            await SearchAsync(missy, [.. line, "--verbose"]);
        }

        Assert.True(File.Exists(missy.InFolder(".missy/audit.jsonl")));

        // The service did hear them, and no file but the planted ones holds them.
        Assert.All(_canaries, canary => Assert.Contains(canary, heard));
        foreach (var file in Directory.EnumerateFiles(missy.HomeFolder!, "*", SearchOption.AllDirectories).Except(planted))
        {
            Search(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file);
        }
    }

    [Fact]
    public async Task What_was_masked_is_said_to_be_a_secret_and_the_rest_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        using var service = new LoopbackServer(request => Task.FromResult(Repeat(request, "url", [])));
        using var missy = new CommandLine();
        Plant(missy, service.Url);

        await missy.RunAsync("ask", "hi", "-p", "literal", "-m", "401");

        Assert.Contains("did not accept the key (HTTP 401): You sent [***] and", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task No_exception_holds_one_either(string encoding)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        using var service = new LoopbackServer(request => Task.FromResult(Repeat(request, encoding, [])));
        using var harness = new ClientHarness();
        harness.Variables["PATH"] = "/usr/bin:/bin";
        foreach (var model in (string[])["400", "401", "500", "200", "no-json", "cut"])
        {
            harness.WriteConfig(
                $"providers: {{ it: {{ name: openai, model: '{model}', base_url: '{service.Url}v1', api_key: 'cmd:echo canary-command+4/d', headers: {{ x-api-key: canary-header+5/e }} }} }}");

            var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi", "it"));

            Search(string.Join('\n', failure, failure.Remedy, failure.Code, failure.RequestId, failure.PartialText, failure.InnerException), model);
            Search(JsonSerializer.Serialize(new { failure.Message, failure.Remedy, failure.Code, failure.PartialText }), model);
        }
    }

    private static async Task SearchAsync(CommandLine missy, string[] line)
    {
        await missy.RunAsync(line);
        Search(missy.Out + "\n" + missy.Err, string.Join(' ', line));
    }

    private static void Search(string text, string where)
    {
        foreach (var canary in _canaries)
        {
            foreach (var trace in Traces(canary))
            {
                Assert.False(text.Contains(trace, StringComparison.OrdinalIgnoreCase), $"{where} shows {trace}: {text}");
            }
        }
    }

    // By value in each encoding, and what base64 makes of it wherever it begins.
    private static IEnumerable<string> Traces(string canary)
    {
        var bytes = Encoding.UTF8.GetBytes(canary);
        var inner = Enumerable.Range(0, 3).Select(before => Convert.ToBase64String([.. new byte[before], .. bytes])[4..^4]);
        return [.. RedactorTests.Encoded(canary).Values, .. inner, .. inner.Select(form => form.Replace('+', '-').Replace('/', '_'))];
    }

    private static (int Status, string Body) Repeat(LoopbackRequest request, string encoding, HashSet<string> heard)
    {
        var sent = request.Headers.Where(header => header.Key is "Authorization" or "x-api-key" or "x-more-secret" or "api-key")
            .Select(header => header.Value).ToList();
        lock (heard)
        {
            heard.UnionWith(sent.Select(value => value.Replace("Bearer ", "", StringComparison.Ordinal)));
        }

        // Together, and each for itself.
        var forms = sent.Append(string.Join(", ", sent)).Concat(sent.Select(value => value.Replace("Bearer ", "", StringComparison.Ordinal)));
        var words = "You sent " + string.Join(" and ", forms.Reverse().Select(form => $"[{RedactorTests.Encoded(form)[encoding]}]"));
        var error = JsonSerializer.Serialize(new { error = new { message = words, type = words, code = words }, request_id = words });
        var model = request.Body.Split("\"model\":\"").ElementAtOrDefault(1)?.Split('"')[0] ?? "400";
        return model switch
        {
            "no-json" => (200, words),
            "cut" => (200, $$"""{"choices":[{"message":{"content":{{JsonSerializer.Serialize(words)}} """),
            _ => (int.Parse(model, System.Globalization.CultureInfo.InvariantCulture), error),
        };
    }

    private static string[] Plant(CommandLine missy, Uri url)
    {
        missy.Variables["PATH"] = "/usr/bin:/bin";
        missy.Variables["WORK_KEY"] = "canary-variable+2/b";
        missy.Variables["MORE"] = "canary-header+6/f";
        UnixFile.Write(missy.InFolder(".missy/key"), "canary-file+3/c\n");
        missy.WriteConfig($$$"""
            audit: '{{{missy.InFolder(".missy/audit.jsonl")}}}'
            providers:
              literal: {name: openai, model: '400', local: false, base_url: '{{{url}}}v1', api_key: canary-literal+1/a, headers: {x-api-key: canary-header+5/e}, modle: m}
              variable: {name: anthropic, model: '400', local: false, base_url: '{{{url}}}', api_key: $WORK_KEY, headers: {x-more-secret: $MORE}}
              file: {name: openai-responses, model: '400', local: false, base_url: '{{{url}}}v1', api_key: 'file:key'}
              command: {name: azure, model: '400', local: false, base_url: '{{{url}}}v1', api_key: 'cmd:sh -c "echo canary-command+4/d"'}
              broken: {name: opnai, api_key: canary-literal+1/a, headers: {x-api-key: [canary-header+5/e]}}
            """);
        return [missy.ConfigPath, missy.InFolder(".missy/key")];
    }
}
