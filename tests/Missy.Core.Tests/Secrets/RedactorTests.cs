using System.Text;
using Missy.Network;

namespace Missy.Tests.Secrets;

public sealed class RedactorTests
{
    private const string Secret = "canary/+\"key<1>&é";

    // In pieces, so that nobody takes the table for a collection of keys.
    private static string Key(string prefix, int length, string of = "a1B2") =>
        prefix + string.Concat(Enumerable.Repeat(of, length)).AsSpan(0, length).ToString();

    public static TheoryData<string> Encodings => new(Encoded(Secret).Keys);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_known_secret_is_masked_in_every_encoding(string encoding)
    {
        var redactor = new Redactor();
        redactor.Learn(Secret);

        var clean = redactor.Clean($"before [{Encoded(Secret)[encoding]}] after");

        Assert.StartsWith("before [", clean, StringComparison.Ordinal);
        Assert.EndsWith("] after", clean, StringComparison.Ordinal);
        Assert.Contains(Redactor.Mask, clean, StringComparison.Ordinal);
        Assert.True(clean.Length <= "before [***] after".Length + 6, clean);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void In_base64_it_is_masked_wherever_a_group_begins(int before)
    {
        var redactor = new Redactor();
        redactor.Learn("canary-key-1");
        var data = Encoding.UTF8.GetBytes(new string('x', before) + "canary-key-1" + "yz");

        Assert.DoesNotContain(Convert.ToBase64String(data)[(before * 8 / 6 + 2)..^6], redactor.Clean(Convert.ToBase64String(data)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234567", false)]
    [InlineData("12345678", true)]
    public void A_short_one_would_mask_ordinary_words(string secret, bool masked)
    {
        var redactor = new Redactor();
        redactor.Learn(secret);

        Assert.Equal(masked ? "it is ***." : $"it is {secret}.", redactor.Clean($"it is {secret}."));
    }

    [Theory]
    [InlineData("Authorization: Bearer s3cr, s3cr", "Authorization: Bearer ***, s3cr")]
    [InlineData("{\"x-api-key\":\"s3cr\"}", "{\"x-api-key\":\"***\"}")]
    [InlineData("x-api-key: s3cre", "x-api-key: s3cre")]
    [InlineData("a s3cr, s3cret", "a s3cr, s3cret")]
    public void A_short_one_is_masked_where_a_field_holds_it(string text, string expected)
    {
        var redactor = new Redactor();
        redactor.Learn("s3cr");

        Assert.Equal(expected, redactor.Clean(text));
    }

    [Fact]
    public void Overlapping_secrets_become_one_mask()
    {
        var redactor = new Redactor();
        redactor.Learn("abcdefghij");
        redactor.Learn("ghijklmnop");

        Assert.Equal("<***>", redactor.Clean("<abcdefghijklmnop>"));
    }

    [Fact]
    public void What_a_model_said_loses_known_secrets_alone()
    {
        var redactor = new Redactor();
        redactor.Learn("canary-key-1");

        var said = $"Use {Key("sk-ant-", 40)} or Authorization: Bearer abcdefgh12345678, not ";
        Assert.Equal(said + "***", redactor.CleanValues(said + "canary-key-1"));
    }

    [Fact]
    public void The_newest_secrets_are_kept_and_memory_is_bounded()
    {
        var redactor = new Redactor();
        for (var number = 0; number < 3000; number++)
        {
            redactor.Learn(FormattableString.Invariant($"token-{number:00000}"));
        }

        Assert.Equal("***", redactor.Clean("token-02999"));
        Assert.Equal("token-00000", redactor.Clean("token-00000"));
    }

    public static TheoryData<string> Shapes =>
    [
        Key("sk-ant-api03-", 93), Key("sk-ant-admin01-", 93), Key("sk-ant-oat01-", 93), Key("sk-proj-", 74), Key("sk-svcacct-", 58),
        Key("sk-admin-", 58), Key("sk-or-v1-", 64, "0af1"), Key("sk-", 48), Key("sk-", 32, "0af1"), Key("AIza", 35), Key("gsk_", 52),
        Key("xai-", 80), Key("pplx-", 48), Key("hf_", 34, "aB"), Key("r8_", 37), Key("fw_", 24), Key("csk-", 48), Key("nvapi-", 64),
        Key("ghp_", 36), Key("github_pat_", 82), Key("glpat-", 20), Key("AKIA", 16, "A2B3"), Key("ABSK", 120), Key("dapi", 32, "0af1"),
        Key("ya29.", 60), Key("npm_", 36), Key("xoxb-", 40, "1234"), Key("eyJ", 30) + Key(".eyJ", 40) + Key(".", 43), Key("eyJ", 30) + Key(".eyJ", 40) + ".",
        "-----BEGIN RSA PRIVATE KEY-----\n" + Key("", 64) + "\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n" + Key("", 64),
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_key_is_known_by_its_looks(string key)
    {
        foreach (var (before, after) in ((string, string)[])[("", ""), ("key ", ""), ("'", "'"), ("key=", " x"), ("{\"a\":\"", "\"}"), ("\\n", "\\n"), ("https://x/?a=", "&b=1")])
        {
            var clean = new Redactor().Clean(before + key + after);
            Assert.DoesNotContain(key[^12..], clean, StringComparison.Ordinal);
            Assert.Contains(Redactor.Mask, clean, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Incorrect API key provided: {0}. You can find it at https://x.example.", "Incorrect API key provided: ***. You can find it at https://x.example.")]
    [InlineData("({0})", "(***)")]
    [InlineData("{0}, {0}", "***, ***")]
    public void The_words_around_a_key_stay(string text, string expected) =>
        Assert.Equal(expected, new Redactor().Clean(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, Key("sk-proj-", 60))));

    [Theory]
    [InlineData("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ***")]
    [InlineData("authorization=Basic dXNlcjpwYXNz1234==", "authorization=Basic ***")]
    [InlineData("{\"Authorization\": \"Bearer abcdefgh12345678\"}", "{\"Authorization\": \"Bearer ***\"}")]
    [InlineData("{\\\"authorization\\\":\\\"Bearer abcdefgh12345678\\\"}", "{\\\"authorization\\\":\\\"Bearer ***\\\"}")]
    [InlineData("Proxy-Authorization: abcdefgh12345678", "Proxy-Authorization: ***")]
    [InlineData("x-api-key: abcd1234\r\nhost: x", "x-api-key: ***\r\nhost: x")]
    [InlineData("X-Goog-Api-Key:abcd1234", "X-Goog-Api-Key:***")]
    [InlineData("api_key='abcd1234'", "api_key='***'")]
    [InlineData("Cookie: session=1; b=2\nnext", "Cookie: ***\nnext")]
    [InlineData("set-cookie: a=b; HttpOnly", "set-cookie: ***")]
    [InlineData("https://x.example/v1?key=abc", "https://x.example/v1?key=***")]
    [InlineData("https://x.example/v1?a=1&sig=ab%2Bc&b=2", "https://x.example/v1?a=1&sig=***&b=2")]
    [InlineData("grant_type=refresh_token&refresh_token=abcd1234&x=1", "grant_type=refresh_token&refresh_token=***&x=1")]
    [InlineData("{\"access_token\":\"abcd1234\",\"expires_in\":3600}", "{\"access_token\":\"***\",\"expires_in\":3600}")]
    [InlineData("client_secret=abcd1234", "client_secret=***")]
    public void The_value_of_a_secret_field_is_masked(string text, string expected) =>
        Assert.Equal(expected, new Redactor().Clean(text));

    [Theory]
    [InlineData("task-list and risk-free, sk-learn, ask-me-anything-about-2024-and-more-of-that")]
    [InlineData("sk-learn-classifier-of-many-words-2024")]
    [InlineData("the flask-sk-toolkit-for-everyone2024x is here")]
    [InlineData("attempt: anthropic/claude key=none Success 0.100 s")]
    [InlineData("key=ANTHROPIC_API_KEY")]
    [InlineData("Set 'api_key' or 'api_key_env' of providers.it.")]
    [InlineData("api_key: $WORK_OPENAI_KEY_2")]
    [InlineData("Check the key in OPENAI_API_KEY.")]
    [InlineData("x-api-key: header required")]
    [InlineData("Authorization: Bearer authentication is needed")]
    [InlineData("Use an Authorization header (Authorization: Bearer YOUR_KEY).")]
    [InlineData("max_tokens: 1234567890 is too large; prompt_tokens=123456789")]
    [InlineData("eyJ is how web tokens begin; eyes. see")]
    [InlineData("1 + 1 = 2 & 100% of A&amp;B \\u0041 %41 \\ %zz &zz; ok")]
    [InlineData("hf_hub, gsk_x, xai-grok, AIzawa, AKIAH, ghp_x")]
    [InlineData("-----BEGIN CERTIFICATE----- abc -----END CERTIFICATE-----")]
    public void Ordinary_text_stays_as_it_is(string text)
    {
        var redactor = new Redactor();
        redactor.Learn("canary-key-1");

        Assert.Same(text, redactor.Clean(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_stays_nothing(string? text)
    {
        Assert.Same(text, new Redactor().Clean(text));
        Assert.Same(text, new Redactor().CleanValues(text));
    }

    [Fact]
    public void Words_of_a_service_are_cut_at_a_character_after_masking()
    {
        var text = string.Concat(Enumerable.Repeat("x", 495)) + "canary-key-1 " + "😀😀😀";

        var clean = new Redaction(["canary-key-1"]).Clean(text);

        Assert.DoesNotContain("cana", clean, StringComparison.Ordinal);
        Assert.EndsWith("***…", clean.Replace(" ", "", StringComparison.Ordinal).Replace("😀", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(clean.Length <= Redaction.MaxLength + 1);
        Assert.All(clean.EnumerateRunes(), rune => Assert.NotEqual(Rune.ReplacementChar, rune));
    }

    [Theory]
    [InlineData("sk-")]
    [InlineData("sk-ant-")]
    [InlineData("eyJ")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.")]
    [InlineData("-----BEGIN ")]
    [InlineData("a-key=")]
    [InlineData("\\\\")]
    [InlineData("%25")]
    [InlineData("&amp;")]
    [InlineData("+")]
    [InlineData("\\u005c")]
    public void A_hostile_text_takes_no_longer_than_its_length_warrants(string piece)
    {
        var redactor = new Redactor();
        redactor.Learn("canary-key-1");
        long Work(int length)
        {
            var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
            var best = long.MaxValue;
            for (var run = 0; run < 3; run++)
            {
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                redactor.Clean(text);
                best = Math.Min(best, System.Diagnostics.Stopwatch.GetTimestamp() - started);
            }

            return best;
        }

        Work(1000);

        // Sixteen times the text: quadratic work would take 256 times as long, every time. A busy machine may make linear work
        // look so now and then, but not every time.
        Assert.Contains(
            Enumerable.Range(0, 20),
            _ => Work(64_000) < 100 * Math.Max(Work(4000), System.Diagnostics.Stopwatch.Frequency / 10_000));
    }

    internal static Dictionary<string, string> Encoded(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var json = System.Text.Json.JsonSerializer.Serialize(secret)[1..^1];
        return new()
        {
            ["plain"] = secret,
            ["upper case"] = secret.ToUpperInvariant(),
            ["url"] = Uri.EscapeDataString(secret),
            ["url in lower case"] = System.Text.RegularExpressions.Regex.Replace(Uri.EscapeDataString(secret), "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant()),
            ["url, each byte"] = string.Concat(bytes.Select(value => $"%{value:X2}")),
            ["form"] = System.Net.WebUtility.UrlEncode(secret),
            ["url twice"] = Uri.EscapeDataString(Uri.EscapeDataString(secret)),
            ["json"] = json,
            ["json, relaxed"] = System.Text.Json.JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            ["json, solidus"] = System.Text.Json.JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString().Replace("/", "\\/", StringComparison.Ordinal),
            ["json, each letter"] = string.Concat(secret.Select(letter => $"\\u{(int)letter:x4}")),
            ["json in json"] = System.Text.Json.JsonSerializer.Serialize(json)[1..^1],
            ["html"] = System.Net.WebUtility.HtmlEncode(secret),
            ["html, numbers"] = string.Concat(secret.Select(letter => $"&#{(int)letter};")),
            ["html, hexadecimal"] = string.Concat(secret.Select(letter => $"&#x{(int)letter:X};")),
            ["url in json"] = System.Text.Json.JsonSerializer.Serialize(Uri.EscapeDataString(secret))[1..^1],
            ["json in url"] = Uri.EscapeDataString(json),
            ["base64"] = Convert.ToBase64String(bytes),
            ["base64url"] = Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            ["base64 in json"] = System.Text.Json.JsonSerializer.Serialize(Convert.ToBase64String(bytes))[1..^1],
            ["base64 in url"] = Uri.EscapeDataString(Convert.ToBase64String(bytes)),
        };
    }
}
