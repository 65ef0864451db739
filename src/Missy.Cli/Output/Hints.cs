namespace Missy.Cli.Output;

/// <summary>What more than one command says.</summary>
internal static class Hints
{
    public const string NoProvider =
        "missy: no provider yet. Set a key such as ANTHROPIC_API_KEY, start Ollama, or write a configuration with 'missy config init'.";
}
