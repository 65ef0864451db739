using System.Net;
using Missy.Configuration;
using Missy.Network;

namespace Missy.Tests.Network;

public sealed class AddressTests
{
    public static TheoryData<string, string?> Answers => new()
    {
        { "93.184.215.14", null },
        { "93.184.215.14 2606:4700::1", null },
        { "10.20.3.4", null },
        { "93.184.215.14 10.20.3.4", null },
        { "::ffff:93.184.215.14", null },
        { "64:ff9b::5db8:d70e", null },
        { "127.0.0.1", "loopback" },
        { "::1", "loopback" },
        { "::ffff:127.0.0.1", "loopback" },
        { "64:ff9b::7f00:1", "loopback" },
        { "10.0.0.1", "private" },
        { "fd00::1", "private" },
        { "169.254.169.254", "metadata" },
        { "::ffff:169.254.169.254", "metadata" },
        { "fd00:ec2::254", "metadata" },
        { "fe80::1", "link-local" },
        { "100.64.0.1", "shared (CGNAT)" },
        { "0.0.0.0", "unspecified" },
        { "::", "unspecified" },
        { "224.0.0.1", "multicast" },
        { "2002:a00:1::1", "tunnel" },
        { "93.184.215.14 127.0.0.1", "loopback" },
        { "127.0.0.1 93.184.215.14", "loopback" },
        { "93.184.215.14 93.184.215.15 93.184.215.16 fe80::1", "link-local" },
        { "10.20.3.4 10.21.3.4", "private" },
        { "2606:4700::1 ::ffff:10.0.0.1", "private" },
    };

    /// <summary>Ranges, an address, and what it still is to a caller who is not local; null = open.</summary>
    public static TheoryData<string, string, string?> Ranges => new()
    {
        { "0.0.0.0/0", "169.254.169.254", "Metadata" },
        { "0.0.0.0/0", "10.0.0.1", "Private" },
        { "0.0.0.0/0", "127.0.0.1", "Loopback" },
        { "0.0.0.0/0", "100.64.0.1", "SharedNat" },
        { "0.0.0.0/0", "9.9.9.9", null },
        { "::/0", "fd00:ec2::254", "Metadata" },
        { "::/0", "fe80::1", "LinkLocal" },
        { "::/0", "::1", "Loopback" },
        { "::/0", "5f00::1", "Reserved" },
        { "::ffff:0:0/96", "10.0.0.1", "Private" },
        { "128.0.0.0/1", "169.254.169.254", "Metadata" },
        { "168.0.0.0/6", "169.254.1.1", "LinkLocal" },
        { "169.254.0.0/16", "169.254.1.1", null },
        { "169.254.0.0/16", "169.254.169.254", "Metadata" },
        { "169.254.169.254/32", "169.254.169.254", null },
        { "169.254.169.254/32", "169.254.169.253", "LinkLocal" },
        { "169.254.169.254/31", "169.254.169.254", "Metadata" },
        { "100.64.0.0/10", "100.64.0.1", null },
        { "100.64.0.0/10", "100.100.100.200", "Metadata" },
        { "168.63.129.0/24", "168.63.129.16", "Metadata" },
        { "168.63.129.16/32", "168.63.129.16", null },
        { "10.0.0.0/8", "10.255.255.255", null },
        { "8.0.0.0/6", "10.0.0.1", "Private" },
        { "172.0.0.0/8", "172.16.0.1", "Private" },
        { "fc00::/7", "fd00:ec2::254", "Metadata" },
        { "fd00:ec2::254/128", "fd00:ec2::254", null },
        { "fd00::/8", "fd01::1", null },
        { "::ffff:10.0.0.0/104", "10.1.2.3", null },
        { "10.0.0.0/8", "::ffff:10.1.2.3", null },
        { "10.0.0.0/8", "64:ff9b::10.1.2.3", null },
        { "2002::/16", "2002:a00:1::1", "Private" },
        { "2002::/16", "2002:808:808::1", null },
        { "0.0.0.0/8", "0.0.0.0", null },
        { "127.0.0.0/8", "127.0.0.1", null },
        { "127.0.0.0/8", "::1", "Loopback" },
        { "224.0.0.0/4", "239.255.255.250", null },
        { "240.0.0.0/4", "255.255.255.255", null },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Every_address_of_a_name_must_be_public_or_in_a_range(string answer, string? kind)
    {
        var resolver = new FakeResolver().With("a.corp.example", answer.Split(' '));

        var verdict = await SamplePolicy.TestAsync("https://a.corp.example/", resolver: resolver);

        Assert.Equal(kind is null, verdict.Allowed);
        Assert.Equal(kind is null ? "network.allowed_domains: *.corp.example" : $"address: {kind}", verdict.Rule);
        Assert.Equal(answer.Split(' ').Length, verdict.Addresses.Count);
        Assert.Equal(["a.corp.example"], resolver.Asked);
    }

    [Theory]
    [InlineData("192.168.1.9", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("fd00::9", null)]
    [InlineData("93.184.215.14", null)]
    [InlineData("192.168.1.9 169.254.169.254", "metadata")]
    [InlineData("169.254.7.7", "link-local")]
    [InlineData("fd00:ec2::254", "metadata")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("100.64.0.1", "shared (CGNAT)")]
    [InlineData("224.0.0.1", "multicast")]
    public async Task A_local_provider_s_name_may_be_private_but_no_more_than_that(string answer, string? kind)
    {
        var verdict = await SamplePolicy.TestAsync(
            "http://nas.local:8000/", resolver: new FakeResolver().With("nas.local", answer.Split(' ')));

        Assert.Equal(kind is null ? "providers.nas.base_url" : $"address: {kind}", verdict.Rule);
    }

    [Theory, MemberData(nameof(Ranges))]
    public void A_range_opens_special_addresses_only_when_it_lies_within_their_block(string range, string address, string? kind)
    {
        var rules = new AddressRules([IPNetwork.Parse(range)]);

        Assert.Equal(kind, rules.Refuse(IPAddress.Parse(address), local: false)?.ToString());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task One_of_this_machine_s_addresses_in_a_range_stands_for_all(string host)
    {
        var config = new NetworkConfig { AllowedCidrs = [IPNetwork.Parse("127.0.0.0/8")] };

        Assert.True((await SamplePolicy.TestAsync($"http://{host}:9/", SamplePolicy.With(config))).Allowed);
        Assert.False((await SamplePolicy.TestAsync($"http://{host}:9/", SamplePolicy.With(new NetworkConfig()))).Allowed);
        var wide = new NetworkConfig { AllowedCidrs = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] };
        Assert.False((await SamplePolicy.TestAsync($"http://{host}:9/", SamplePolicy.With(wide))).Allowed);
    }

    [Fact]
    public async Task A_name_in_no_list_is_not_saved_by_its_addresses()
    {
        var resolver = new FakeResolver().With("b.example", "10.20.3.4");

        Assert.False((await SamplePolicy.TestAsync("https://b.example/", resolver: resolver)).Allowed);
        Assert.Empty(resolver.Asked);
    }

    [Theory]
    [InlineData("https://evil.example/", "Add 'evil.example:443' to network.allowed_hosts.")]
    [InlineData("http://10.0.0.7:8000/", "Add '10.0.0.7:8000' to network.allowed_hosts.")]
    [InlineData("http://[::1]:9/", "Add '[::1]:9' to network.allowed_hosts.")]
    [InlineData("http://169.254.7.7/", "Add '169.254.7.7/32' to network.allowed_cidrs if it is meant.")]
    [InlineData("http://[fe80::7]/", "Add 'fe80::7/128' to network.allowed_cidrs if it is meant.")]
    public async Task What_is_told_to_add_is_what_opens_the_target(string url, string remedy)
    {
        var verdict = await SamplePolicy.TestAsync(url);
        var added = remedy.Split('\'')[1];
        var opened = SamplePolicy.With(remedy.Contains("cidrs", StringComparison.Ordinal)
            ? new NetworkConfig { AllowedCidrs = [IPNetwork.Parse(added)] }
            : new NetworkConfig { AllowedHosts = [Endpoint(added)] });

        Assert.Equal(remedy, verdict.Remedy);
        Assert.True((await SamplePolicy.TestAsync(url, opened)).Allowed);
    }

    private static HostEndpoint Endpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        return new HostEndpoint(text[..colon].Trim('[', ']'), int.Parse(text[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_allowed_by_its_rule_and_says_so()
    {
        var verdict = await SamplePolicy.TestAsync("https://llm.example/", resolver: new FakeResolver());

        Assert.True(verdict.Allowed);
        Assert.Empty(verdict.Addresses);
        Assert.Contains("does not resolve", verdict.Reason, StringComparison.Ordinal);
    }
}
