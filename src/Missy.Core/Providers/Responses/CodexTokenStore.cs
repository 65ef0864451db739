using System.Text.Json;
using Missy.Configuration;
using Missy.Configuration.Files;
using Missy.Network;

namespace Missy.Providers.Responses;

/// <summary>
/// Where the tokens of a ChatGPT account are kept: in Missy's own file, which it renews, else in that of the Codex command
/// line, which Missy only reads, since renewing its single-use token would end Codex's session.
/// </summary>
internal sealed class CodexTokenStore(ISystemEnvironment environment)
{
    /// <summary>What to do for want of a token.</summary>
    public const string HowToLogIn = "Log in with 'codex login', or set OPENAI_CODEX_API_KEY to an access token.";

    private string? Home => environment.HomeFolder;

    /// <summary>Missy's own file; null without a home folder.</summary>
    public string? OwnPath => Home is null ? null : Path.Combine(Home, ".missy", "secrets", "openai-oauth.json");

    private string? CodexPath => environment.GetVariable("CODEX_HOME") is { } folder && Path.IsPathFullyQualified(folder)
        ? Path.Combine(folder, "auth.json")
        : Home is null ? null : Path.Combine(Home, ".codex", "auth.json");

    /// <summary>The tokens, or what is wrong with the file that should hold them; neither when there is none.</summary>
    public (CodexTokens? Tokens, string? Problem, string? Remedy) Read()
    {
        var own = Read(OwnPath, CodexTokens.Parse);
        return own == default ? Read(CodexPath, CodexTokens.ParseCodexCli) : own;
    }

    /// <summary>Keeps renewed tokens, whole and on the disk before this returns.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Write(CodexTokens tokens) => ConfigFileWriter.WriteNew(OwnPath!, tokens.ToJson(), overwrite: true);

    private static (CodexTokens? Tokens, string? Problem, string? Remedy) Read(string? path, Func<string, CodexTokens?> parse)
    {
        if (path is null)
        {
            return default;
        }

        var (text, fault) = SecretFile.Read(path);
        if (fault is not null)
        {
            return (null, $"the token file {path} is not used: {fault.Message.TrimEnd('.')}", fault.Remedy);
        }

        try
        {
            var tokens = text is null ? null : parse(text);
            if (tokens is not null)
            {
                Redactor.Process.Learn(tokens.AccessToken);
                Redactor.Process.Learn(tokens.RefreshToken ?? "");
            }

            return (tokens, null, null);
        }
        catch (JsonException)
        {
            return (null, $"the token file {path} is no JSON object", HowToLogIn);
        }
    }
}
