using System.CommandLine;
using Missy.Configuration;

namespace Missy.Cli;

/// <summary>What a command works with.</summary>
internal sealed record CommandContext(ParseResult Options, Terminal Terminal, ISystemEnvironment Environment, MissyClient Client)
{
    /// <summary>The choice of a command's run, which has no history.</summary>
    public CallerState Caller { get; } = new();

    public bool Json => Options.GetValue(CommonOptions.Json);

    public bool Verbose => Options.GetValue(CommonOptions.Verbose);
}
