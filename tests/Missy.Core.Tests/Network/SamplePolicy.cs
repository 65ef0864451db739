using System.Net;
using Missy.Configuration;
using Missy.Network;

namespace Missy.Tests.Network;

/// <summary>A policy with a rule of each kind, and the names that it is tried with.</summary>
internal static class SamplePolicy
{
    public const string Public = "93.184.215.14";

    public static NetworkConfig Config { get; } = new()
    {
        AllowedHosts =
        [
            new("llm.example", 443), new("llm.example", 8443), new("xn--bcher-kva.example", 443), new("8.8.8.8", 443),
            new("2606:4700::1111", 443), new("10.9.9.9", 443), new("169.254.169.254", 80), new("::ffff:9.9.9.9", 443),
        ],
        ProviderAllowedHosts = [new("extra.example", 9443)],
        AllowedDomains = ["*.corp.example", "apex.example"],
        AllowedCidrs =
        [
            IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd12::/16"), IPNetwork.Parse("100.64.1.0/24"), IPNetwork.Parse("1.1.1.0/24"),
            IPNetwork.Parse("::ffff:10.30.0.0/112"),
        ],
    };

    public static NetworkPolicy Policy { get; } = With(Config);

    public static NetworkPolicy With(NetworkConfig config) => new(config,
    [
        new("openai", new Uri("https://api.openai.com/v1"), Local: false),
        new("lab", new Uri("http://192.168.1.20:8000/v1"), Local: true),
        new("nas", new Uri("http://nas.local:8000"), Local: true),
        new("ollama", new Uri("http://localhost:11434"), Local: true),
        new("six", new Uri("http://[fd00::5]:8080"), Local: true),
    ]);

    public static FakeResolver Resolver() => new FakeResolver()
        .With("api.openai.com", Public)
        .With("llm.example", Public, "2606:4700::6812")
        .With("xn--bcher-kva.example", Public)
        .With("extra.example", Public)
        .With("apex.example", Public)
        .With("a.corp.example", Public)
        .With("a.b.corp.example", Public)
        .With("nas.local", "192.168.1.9");

    public static Task<PolicyVerdict> TestAsync(string url, NetworkPolicy? policy = null, FakeResolver? resolver = null, string method = "POST") =>
        new PolicyTester(policy ?? Policy, resolver ?? Resolver(), _ => null).TestAsync(url, method, TestContext.Current.CancellationToken);
}
