using System.CommandLine;

namespace Missy.Cli;

/// <summary>The options that every command takes.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON document and nothing else on standard output.",
        Recursive = true,
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration file; otherwise MISSY_CONFIG, else ~/.missy/config.yaml.",
        HelpName = "path",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Tell the route and the attempts on standard error.",
        Recursive = true,
    };
}
