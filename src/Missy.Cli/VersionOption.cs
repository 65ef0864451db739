using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Missy.Cli;

/// <summary>The option that shows the version.</summary>
internal static class VersionOption
{
    public static Option<bool> Create() => new("--version") { Description = "Show the version.", Action = new Show() };

    private sealed class Show : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(VersionOption).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;

            // What follows a plus tells the build and not the version.
            parseResult.InvocationConfiguration.Output.WriteLine(version.InformationalVersion.Split('+')[0]);
            return ExitCodes.Done;
        }
    }
}
