using System.Text.RegularExpressions;
using Missy.Configuration;

namespace Missy.Network;

/// <summary>One entry of <c>network.rest_policies</c>, ready to be compared.</summary>
internal sealed class RestRule
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly RestPolicy _policy;
    private readonly HostPattern _host;
    private readonly Lazy<Regex>? _path;

    /// <param name="policy">The entry.</param>
    /// <param name="index">Its place in the list, from 0.</param>
    public RestRule(RestPolicy policy, int index)
    {
        _policy = policy;
        _host = new HostPattern(policy.Host);
        _path = policy.Path == "/**" ? null : new Lazy<Regex>(() => Compile(policy.Path, policy.Action == RestAction.Deny));
        Name = FormattableString.Invariant($"network.rest_policies[{index}]");
    }

    /// <summary>The rule's place in the configuration.</summary>
    public string Name { get; }

    public bool Allows => _policy.Action == RestAction.Allow;

    public bool IsFor(TargetHost host) => _host.Matches(host);

    /// <param name="method">The method, upper case.</param>
    /// <param name="path">A normalised path.</param>
    public bool Matches(string method, string path) =>
        (_policy.Method == "*" || _policy.Method == method) && (_path is null || _path.Value.IsMatch(path));

    // What a rule forbids it forbids in any case of letters, since many servers do not tell them apart; what it allows it allows
    // as it is written.
    private static Regex Compile(string pattern, bool ignoreCase)
    {
        var path = RestPath.Normalize(pattern) ?? pattern;
        var below = path.EndsWith("/**", StringComparison.Ordinal);
        var body = Regex.Escape(below ? path[..^3] : path)
            .Replace("\\*\\*", ".*", StringComparison.Ordinal)
            .Replace("\\*", "[^/]*", StringComparison.Ordinal)
            + (below ? "(/.*)?" : "");

        // Without backtracking no path, however it is made, can keep the matching busy.
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
        return new Regex($@"\A{body}\z", options | (ignoreCase ? RegexOptions.IgnoreCase : 0), MatchLimit);
    }
}
