namespace Missy.Tests.Network;

/// <summary>URLs and what becomes of them under <see cref="SamplePolicy"/>; each row is a mistake that some filter has made.</summary>
public sealed class TargetTableTests
{
    private const string Denied = "network.default_deny";

    public static TheoryData<string, string> Allowed => new()
    {
        // The host and port of each provider in effect.
        { "https://api.openai.com/v1/chat/completions", "providers.openai.base_url" },
        { "https://api.openai.com:443/", "providers.openai.base_url" },
        { "http://api.openai.com:443/", "providers.openai.base_url" },
        { "HTTPS://API.OPENAI.COM/", "providers.openai.base_url" },
        { "https://api.openai.com./v1", "providers.openai.base_url" },
        { "https://api.openai.com.:443/v1", "providers.openai.base_url" },
        { "https://api.OpenAI.com?x=1", "providers.openai.base_url" },
        { "https://api.openai.com#@evil.example", "providers.openai.base_url" },
        { "  https://api.openai.com/  ", "providers.openai.base_url" },
        { "https://ａｐｉ.openai.com/", "providers.openai.base_url" },
        { "https://api。openai。com/", "providers.openai.base_url" },
        { "https://api．openai｡com/", "providers.openai.base_url" },
        { "https://api.\u00adopenai.com/", "providers.openai.base_url" },
        { "https://api.openai.com:00443/", "providers.openai.base_url" },
        { "http://192.168.1.20:8000/v1", "providers.lab.base_url" },
        { "http://192.168.276:8000/v1", "providers.lab.base_url" },
        { "http://3232235796:8000/", "providers.lab.base_url" },
        { "http://0xc0a80114:8000/", "providers.lab.base_url" },
        { "http://0300.0250.1.024:8000/", "providers.lab.base_url" },
        { "http://[::ffff:192.168.1.20]:8000/", "providers.lab.base_url" },
        { "http://[::ffff:c0a8:114]:8000/", "providers.lab.base_url" },
        { "http://nas.local:8000/", "providers.nas.base_url" },
        { "http://[fd00::5]:8080/", "providers.six.base_url" },
        { "http://[fd00:0:0:0:0:0:0:5]:8080/", "providers.six.base_url" },
        { "http://[FD00::0005]:8080/", "providers.six.base_url" },

        // One machine, three names.
        { "http://localhost:11434/api/tags", "providers.ollama.base_url" },
        { "http://127.0.0.1:11434/", "providers.ollama.base_url" },
        { "http://[::1]:11434/", "providers.ollama.base_url" },
        { "http://LOCALHOST.:11434/", "providers.ollama.base_url" },
        { "http://127.1:11434/", "providers.ollama.base_url" },
        { "http://0x7f.1:11434/", "providers.ollama.base_url" },
        { "http://0177.0.0.1:11434/", "providers.ollama.base_url" },
        { "http://2130706433:11434/", "providers.ollama.base_url" },
        { "http://017700000001:11434/", "providers.ollama.base_url" },
        { "http://[::ffff:127.0.0.1]:11434/", "providers.ollama.base_url" },
        { "http://[0:0:0:0:0:ffff:7f00:1]:11434/", "providers.ollama.base_url" },
        { "http://[0000:0000:0000:0000:0000:0000:0000:0001]:11434/", "providers.ollama.base_url" },
        { "http://[::1%251]:11434/", "providers.ollama.base_url" },
        { "http://127.0.0.1.:11434/", "providers.ollama.base_url" },
        { "http://①②⑦.0.0.1:11434/", "providers.ollama.base_url" },
        { "http://１２７．０．０．１:11434/", "providers.ollama.base_url" },

        // Lists of the file.
        { "https://llm.example/", "network.allowed_hosts: llm.example:443" },
        { "https://llm.example:8443/", "network.allowed_hosts: llm.example:8443" },
        { "https://bücher.example/", "network.allowed_hosts: xn--bcher-kva.example:443" },
        { "https://BÜCHER.example/", "network.allowed_hosts: xn--bcher-kva.example:443" },
        { "https://bu\u0308cher.example/", "network.allowed_hosts: xn--bcher-kva.example:443" },
        { "https://XN--BCHER-KVA.example/", "network.allowed_hosts: xn--bcher-kva.example:443" },
        { "https://8.8.8.8/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://134744072/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://[64:ff9b::808:808]/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://[64:ff9b::8.8.8.8]/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://[::8.8.8.8]/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://[::ffff:0:808:808]/", "network.allowed_hosts: 8.8.8.8:443" },
        { "https://9.9.9.9/", "network.allowed_hosts: [::ffff:9.9.9.9]:443" },
        { "https://[2606:4700::1111]/", "network.allowed_hosts: [2606:4700::1111]:443" },
        { "https://10.9.9.9/", "network.allowed_hosts: 10.9.9.9:443" },
        { "https://extra.example:9443/", "network.provider_allowed_hosts: extra.example:9443" },
        { "https://apex.example/", "network.allowed_domains: apex.example" },
        { "https://a.corp.example/", "network.allowed_domains: *.corp.example" },
        { "https://a.b.corp.example/", "network.allowed_domains: *.corp.example" },
        { "https://A.Corp.Example./", "network.allowed_domains: *.corp.example" },
        { "http://10.20.1.2:8080/", "network.allowed_cidrs: 10.20.0.0/16" },
        { "http://[::ffff:10.20.1.2]:1/", "network.allowed_cidrs: 10.20.0.0/16" },
        { "http://10.30.1.2/", "network.allowed_cidrs: 10.30.0.0/16" },
        { "http://[fd12::9]/", "network.allowed_cidrs: fd12::/16" },
        { "http://100.64.1.9/", "network.allowed_cidrs: 100.64.1.0/24" },
        { "https://1.1.1.1/", "network.allowed_cidrs: 1.1.1.0/24" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        // Another host, or another port of the same.
        { "https://evil.example/", Denied },
        { "https://api.openai.com:8443/", Denied },
        { "http://api.openai.com/", Denied },
        { "https://llm.example:9443/", Denied },
        { "https://extra.example/", Denied },
        { "http://localhost:11435/", Denied },
        { "http://127.0.0.2:11434/", Denied },
        { "http://localhost/", Denied },
        { "http://sub.localhost:11434/", Denied },
        { "https://apex.example:8443/", Denied },
        { "https://a.corp.example:8443/", Denied },
        { "http://a.corp.example/", Denied },
        { "http://192.168.1.20/", Denied },
        { "http://192.168.1.21:8000/", Denied },

        // Names that only look alike.
        { "https://api.openai.com.evil.example/", Denied },
        { "https://evilapi.openai.com/", Denied },
        { "https://xapi.openai.com/", Denied },
        { "https://openai.com/", Denied },
        { "https://api-openai.com/", Denied },
        { "https://\u0430pi.openai.com/", Denied },
        { "https://api.op\u0435nai.com/", Denied },
        { "https://corp.example/", Denied },
        { "https://evilcorp.example/", Denied },
        { "https://acorp.example/", Denied },
        { "https://a.corp.example.evil.example/", Denied },
        { "https://sub.apex.example/", Denied },
        { "https://8.8.8.8.example/", Denied },
        { "https://127.0.0.1.nip.io/", Denied },
        { "https://xn--bcher-kva.example.evil.example/", Denied },

        // Whom the request would go to is not whom a reader sees.
        { "https://api.openai.com@evil.example/", "url" },
        { "https://api.openai.com:443@evil.example/", "url" },
        { "https://user:word@api.openai.com/", "url" },
        { "https://user@api.openai.com/", "url" },
        { "https://api.openai.com%2f@evil.example/", "url" },
        { "https://evil.example\\@api.openai.com/", "url" },
        { "https:\\\\api.openai.com/", "url" },
        { "https://api.openai.com\\.evil.example/", "url" },
        { "https://api.openai.com /", "url" },
        { "https://api.openai.com\t/", "url" },
        { "https://api.openai.com\r\nHost:evil.example/", "url" },
        { "https://api.openai.com\0.evil.example/", "url" },
        { "https://api%2eopenai.com/", "url" },
        { "https://api.openai%E3%80%82com/", "url" },
        { "http://%6c%6fcalhost:11434/", "url" },
        { "https://evil.example#@api.openai.com/", Denied },
        { "https://evil.example?@api.openai.com/", Denied },
        { "https://evil.example/@api.openai.com/", Denied },
        { "https://evil.example;@api.openai.com/", "url" },
        { "https:///api.openai.com/", "url" },
        { "https://api..openai.com/", "url" },
        { "https://.api.openai.com/", "url" },
        { "https://api.openai.com../", "url" },
        { "https://*.corp.example/", "url" },
        { "https://-a.corp.example/", "url" },
        { "https://api.openai.com:99999/", "url" },
        { "https://api.openai.com:0/", "url" },
        { "https://api.openai.com:-1/", "url" },
        { "https://api.openai.com:4４3/", "url" },
        { "https:api.openai.com", "url" },
        { "//api.openai.com/", "url" },
        { "api.openai.com", "url" },
        { "", "url" },
        { "https://", "url" },

        // Other ways out than HTTP.
        { "ftp://api.openai.com/", "url" },
        { "file:///etc/passwd", "url" },
        { "gopher://127.0.0.1:11434/", "url" },
        { "ws://api.openai.com/", "url" },
        { "data:text/plain,hi", "url" },
        { "javascript:alert(1)", "url" },
        { "dict://localhost:11434/", "url" },

        // Numbers that are an address to some resolvers, and to none what they seem.
        { "http://08.0.0.1:11434/", "url" },
        { "http://256.0.0.1/", "url" },
        { "http://1.2.3.4.5/", "url" },
        { "http://4294967296/", "url" },
        { "http://0x1ffffffff/", "url" },
        { "http://a.0x1/", "url" },
        { "http://api.openai.1/", "url" },
        { "http://0x/", "url" },
        { "http://127.0.0.1%00.evil.example/", "url" },
        { "http://[127.0.0.1]:11434/", "url" },
        { "http://[::1]:11434@evil.example/", "url" },
        { "http://[::ffff:127.0.0.1/", "url" },

        // Addresses that no name of a host opens.
        { "http://169.254.169.254/latest/meta-data/", "address: metadata" },
        { "http://[::ffff:169.254.169.254]/", "address: metadata" },
        { "http://0xa9fea9fe/", "address: metadata" },
        { "http://2852039166/", "address: metadata" },
        { "http://0251.0376.0251.0376/", "address: metadata" },
        { "http://[64:ff9b::a9fe:a9fe]/", "address: metadata" },
    };

    public static TheoryData<string, string> Unlisted => new()
    {
        { "http://0.0.0.0:11434/", "unspecified" },
        { "http://0:11434/", "unspecified" },
        { "http://0.1.2.3/", "unspecified" },
        { "http://[::]:11434/", "unspecified" },
        { "http://127.0.0.2:11434/", "loopback" },
        { "http://localhost:1/", "loopback" },
        { "http://[::1]:1/", "loopback" },
        { "http://127.1:1/", "loopback" },
        { "http://sub.localhost:1/", "loopback" },
        { "http://[::ffff:127.0.0.1]:1/", "loopback" },
        { "http://[::7f00:1]:1/", "loopback" },
        { "http://10.0.0.1/", "private" },
        { "http://0xa000001/", "private" },
        { "http://172.16.0.1/", "private" },
        { "http://172.31.255.255/", "private" },
        { "http://192.168.0.1/", "private" },
        { "http://[fc00::1]/", "private" },
        { "http://[fdff:ffff::1]/", "private" },
        { "http://[64:ff9b::10.0.0.1]/", "private" },
        { "http://169.254.1.1/", "link-local" },
        { "http://[fe80::1]/", "link-local" },
        { "http://[febf::1]/", "link-local" },
        { "http://[fe80::1%251]/", "link-local" },
        { "http://169.254.169.254/", "metadata" },
        { "http://169.254.170.2/", "metadata" },
        { "http://168.63.129.16/", "metadata" },
        { "http://100.100.100.200/", "metadata" },
        { "http://192.0.0.192/", "metadata" },
        { "http://[fd00:ec2::254]/", "metadata" },
        { "http://[fd20:ce::254]/", "metadata" },
        { "http://100.64.0.1/", "shared (CGNAT)" },
        { "http://100.127.255.255/", "shared (CGNAT)" },
        { "http://224.0.0.1/", "multicast" },
        { "http://239.255.255.250/", "multicast" },
        { "http://[ff02::1]/", "multicast" },
        { "http://255.255.255.255/", "reserved" },
        { "http://240.0.0.1/", "reserved" },
        { "http://192.0.0.1/", "reserved" },
        { "http://[fec0::1]/", "reserved" },
        { "http://[100::1]/", "reserved" },
        { "http://[5f00::1]/", "reserved" },
        { "http://[64:ff9b:1::a00:1]/", "reserved" },
        { "http://[2001:20::1]/", "reserved" },
        { "http://198.18.0.1/", "benchmarking" },
        { "http://198.19.255.255/", "benchmarking" },
        { "http://[2001:2::1]/", "benchmarking" },
        { "http://192.0.2.1/", "documentation" },
        { "http://198.51.100.1/", "documentation" },
        { "http://203.0.113.1/", "documentation" },
        { "http://[2001:db8::1]/", "documentation" },
        { "http://[3fff::1]/", "documentation" },
        { "http://192.88.99.1/", "tunnel" },
        { "http://[2002:7f00:1::1]/", "tunnel" },
        { "http://[2002:808:808::1]/", "tunnel" },
        { "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", "tunnel" },
        { "http://[2606:4700::5efe:127.0.0.1]/", "loopback" },
        { "http://[2606:4700::200:5efe:10.0.0.1]/", "private" },
    };

    public static TheoryData<string> Open =>
    [
        "http://9.9.9.9/",
        "http://172.32.0.1/",
        "http://172.15.255.255/",
        "http://100.63.255.255/",
        "http://100.128.0.1/",
        "http://198.20.0.1/",
        "http://[2606:4700::1111]/",
        "http://[64:ff9b::9.9.9.9]/",
        "http://[2606:4700::5efe:9.9.9.9]/",
        "http://11.0.0.1/",
        "http://223.255.255.255/",
        "http://168.63.129.17/",
    ];

    [Theory, MemberData(nameof(Allowed))]
    public async Task What_a_rule_names_is_allowed_in_every_spelling(string url, string rule)
    {
        var verdict = await SamplePolicy.TestAsync(url);

        Assert.True(verdict.Allowed, verdict.ToString());
        Assert.Equal(rule, verdict.Rule);
        Assert.NotEmpty(verdict.Addresses);
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task What_no_rule_names_is_denied_and_not_looked_up(string url, string rule)
    {
        var resolver = SamplePolicy.Resolver();

        var verdict = await SamplePolicy.TestAsync(url, resolver: resolver);

        Assert.False(verdict.Allowed, verdict.ToString());
        Assert.Equal(rule, verdict.Rule);
        Assert.NotNull(verdict.Reason);
        Assert.Empty(resolver.Asked);
    }

    [Theory, MemberData(nameof(Unlisted))]
    public async Task Without_default_deny_special_addresses_stay_closed(string url, string kind)
    {
        var verdict = await SamplePolicy.TestAsync(url, new Missy.Network.NetworkPolicy(new() { DefaultDeny = false }, []));

        Assert.False(verdict.Allowed, verdict.ToString());
        Assert.Equal($"address: {kind}", verdict.Rule);
        Assert.Contains("network.allowed_cidrs", verdict.Remedy, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Open))]
    public async Task Without_default_deny_public_addresses_are_open(string url)
    {
        var verdict = await SamplePolicy.TestAsync(url, new Missy.Network.NetworkPolicy(new() { DefaultDeny = false }, []));

        Assert.Equal((true, "network.default_deny: false"), (verdict.Allowed, verdict.Rule));
    }

    [Fact]
    public async Task An_address_longer_than_8192_characters_is_refused()
    {
        const string Start = "https://llm.example/";
        Assert.True((await SamplePolicy.TestAsync(Start + new string('a', 8192 - Start.Length))).Allowed);
        Assert.Equal("url", (await SamplePolicy.TestAsync(Start + new string('a', 8193 - Start.Length))).Rule);

        // Nine characters on the wire for each of these.
        Assert.Equal("url", (await SamplePolicy.TestAsync(Start + new string('漢', 1000))).Rule);
    }
}
