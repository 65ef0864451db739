using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using Missy.Network;

namespace Missy.Tests.Network;

/// <summary>No two spellings of one target get two verdicts.</summary>
public sealed class SpellingProperties
{
    private static readonly string[] Paths = ["v1", "a", "b", "secret", "x y", "ü", "..", ".", "%41"];

    // Addresses near the edges of all blocks are more telling than any.
    private static readonly Gen<IPAddress> Addresses = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(value => new IPAddress(BitConverter.GetBytes(value))),
        Gen.Elements(
            "127.0.0.1", "127.0.0.0", "128.0.0.0", "10.0.0.0", "11.0.0.0", "9.255.255.255", "172.16.0.0", "172.32.0.0", "169.254.169.254",
            "169.254.169.253", "100.64.0.0", "100.128.0.0", "0.0.0.0", "1.0.0.0", "8.8.8.8", "192.168.1.20", "224.0.0.0", "255.255.255.255",
            "10.20.0.1", "10.21.0.1").Select(IPAddress.Parse));

    [Fact]
    public void An_address_has_one_verdict_however_its_numbers_are_written() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Addresses.ToArbitrary(), address =>
        {
            var verdicts = Forms(address).Select(form => Verdict($"http://{form}:8000/")).Distinct();
            return (verdicts.Count() == 1).Label(address + " " + string.Join(" | ", verdicts));
        }));

    [Fact]
    public void A_name_has_one_verdict_in_any_case_width_and_with_a_final_dot() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements("api.openai.com", "llm.example", "a.corp.example", "corp.example", "bücher.example", "evil.example", "localhost").ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (name, seed) => Verdict($"https://{Disguise(name, new System.Random(seed))}/") == Verdict($"https://{name}/")));

    [Fact]
    public void A_path_has_one_verdict_however_it_is_escaped() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements(Paths).ListOf().ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (segments, seed) =>
            {
                var random = new System.Random(seed);
                var odd = Path(segments.SelectMany(segment => random.Next(3) == 0 ? [".", segment] : new[] { segment }), value => random.Next(4) switch
                {
                    0 => Escaped(value),
                    1 when value < 0x80 => Escaped(value).Replace("%", "%25", StringComparison.Ordinal),
                    2 => Escaped(value).ToLowerInvariant(),
                    _ => Plain(value),
                });
                return RestPath.Normalize(odd.Replace("/", random.Next(2) == 0 ? "/" : "\\", StringComparison.Ordinal)) == RestPath.Normalize(Path(segments, Plain));
            }));

    [Fact]
    public void A_normalised_path_stays_as_it_is() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            RestPath.Normalize("/" + text) is not { } path
            || (RestPath.Normalize(path) == path && !path.Contains("//", StringComparison.Ordinal) && !path.Split('/').Contains(".."))));

    [Fact]
    public void Whatever_the_text_the_verdict_is_reached_without_failing() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            Verdict(text ?? "").Length > 0 && Verdict($"https://{text}/").Length > 0 && Verdict($"https://llm.example/{text}").Length > 0));

    // For names that nobody knows and ranges that hold parts of blocks: the verdict, its rule, and the kind of address.
    private static string Verdict(string url)
    {
        if (Target.Parse(url, out _) is not { } target)
        {
            return "url";
        }

        var decision = SamplePolicy.Policy.Check(target);
        var open = new NetworkPolicy(new NetworkConfig { DefaultDeny = false, RestPolicies = [new("llm.example", "*", "/a", RestAction.Deny)] }, []);
        return $"{decision.Allowed} {decision.Rule} {open.Check(target).Rule} {open.CheckRequest("POST", target)?.Rule}";
    }

    private static IEnumerable<string> Forms(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        var low = number & 0xffffff;
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        return
        [
            address.ToString(),
            address + ".",
            Text($"{number}"),
            Text($"0x{number:x}"),
            Text($"0X{number:X8}"),
            "0" + Convert.ToString(number, 8),
            Text($"{bytes[0]}.{low}"),
            Text($"{bytes[0]}.{bytes[1]}.{number & 0xffff}"),
            Text($"0x{bytes[0]:x}.{bytes[1]}.0{Convert.ToString(bytes[2], 8)}.0x{bytes[3]:x2}"),
            string.Join('.', bytes.Select(part => "0" + Convert.ToString(part, 8).PadLeft(4, '0'))),
            Text($"[::ffff:{address}]"),
            Text($"[::ffff:{number >> 16:x}:{number & 0xffff:x}]"),
            Text($"[0:0:0:0:0:FFFF:{number >> 16:x4}:{number & 0xffff:X4}]"),
            Text($"[64:ff9b::{address}]"),
            Text($"[::ffff:0:{number >> 16:x}:{number & 0xffff:x}]"),
            .. number > 1 ? [Text($"[::{address}]")] : Array.Empty<string>(),
            string.Concat(address.ToString().Select(letter => letter == '.' ? '。' : (char)(letter - '0' + '０'))),
        ];
    }

    private static string Disguise(string name, System.Random random) =>
        string.Concat(name.Select(letter => random.Next(4) switch
        {
            0 => char.ToUpperInvariant(letter).ToString(),
            1 when char.IsAsciiLetter(letter) => ((char)(letter - 'a' + 'ａ')).ToString(),
            1 when letter == '.' => "。",
            2 when letter == 'ü' => "u\u0308",
            _ => letter.ToString(),
        })) + (random.Next(2) == 0 ? "." : "");

    private static string Path(IEnumerable<string> segments, Func<byte, string> spell) =>
        string.Concat(segments.Select(segment => "/" + string.Concat(Encoding.UTF8.GetBytes(segment).Select(spell))));

    private static string Escaped(byte value) => $"%{value:X2}";

    private static string Plain(byte value) => char.IsAsciiLetterOrDigit((char)value) ? ((char)value).ToString() : Escaped(value);
}
