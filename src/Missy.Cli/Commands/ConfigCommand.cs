using System.CommandLine;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Configuration;
using Missy.Inspection;

namespace Missy.Cli.Commands;

/// <summary><c>missy config</c>: writes, checks and finds the configuration.</summary>
internal static class ConfigCommand
{
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file that is there." };

    private static readonly Argument<string?> File = new("path")
    {
        Description = "The file to check; otherwise the one in use.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var init = new Command("init", "Write a commented configuration that names what was found.") { Force };
        init.SetAction(run(InitAsync));
        var validate = new Command("validate", "Tell everything that is wrong with a configuration, and how to mend it.") { File };
        validate.SetAction(run(ValidateAsync));
        var path = new Command("path", "Tell where the configuration is.");
        path.SetAction(run(PathAsync));
        return new Command("config", "Write, check or find the configuration.") { init, validate, path, PolicyCommand.Create(run) };
    }

    private static async Task<int> InitAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = RequirePath(context.Client.ConfigLocation);
        StarterConfig.Write(path, context.Client.Catalogue, context.Environment, context.Options.GetValue(Force));
        await WritePathAsync(context, path);
        return ExitCodes.Done;
    }

    private static async Task<int> PathAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await WritePathAsync(context, RequirePath(context.Client.ConfigLocation));
        return ExitCodes.Done;
    }

    private static async Task<int> ValidateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var location = context.Options.GetValue(File) is { } named
            ? ConfigLocation.Resolve(named, context.Environment)
            : context.Client.ConfigLocation;
        _ = RequirePath(location);
        var result = context.Client.ReadConfig(location);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, result.Diagnostics, MissyJson.Context.IReadOnlyListDiagnostic);
        }
        else
        {
            await WriteAsync(context.Terminal.Out, location, result);
        }

        return result.HasErrors ? ExitCodes.Usage : ExitCodes.Done;
    }

    private static async Task WriteAsync(TextWriter writer, ConfigLocation location, ConfigResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            await writer.WriteLineAsync(TerminalText.Clean(diagnostic.ToString()));
        }

        if (result.Diagnostics.Count == 0)
        {
            await writer.WriteLineAsync(System.IO.File.Exists(location.Path)
                ? $"{location.Path}: nothing wrong"
                : $"{location.Path}: not there, and nobody named it; keys in the environment are used");
        }
    }

    private static async Task WritePathAsync(CommandContext context, string path)
    {
        if (context.Json)
        {
            var source = context.Client.ConfigLocation.Source.ToString();
            await JsonOutput.WriteAsync(
                context.Terminal, new PathDocument(path, System.IO.File.Exists(path), source), MissyJson.Context.PathDocument);
        }
        else
        {
            await context.Terminal.Out.WriteLineAsync(path);
        }
    }

    private static string RequirePath(ConfigLocation location) => location.Path
        ?? throw new MissyException(ErrorKind.Configuration, "There is no home folder to keep a configuration in.")
        {
            Remedy = "Set HOME or MISSY_CONFIG, or name the file with --config.",
        };
}
