using System.Globalization;
using Missy.Network;

namespace Missy.Sessions.Commands;

/// <summary>The replies to commands, in the words that people and programs rely on. Lines are parted by one line feed.</summary>
internal static class Replies
{
    public const string BlankModel = "Model ID cannot be empty. Use `/model <model-id>`.";

    public const string NotAllowed = "You may not switch models.";

    public const string NewConversation = "New conversation started: what was said before is forgotten. Provider and model stay.";

    public const string Help = """
        Commands:
        `/models` - list the providers
        `/models <provider>` - switch to a provider and its own model
        `/model` - show the current model
        `/model <model-id>` - switch the model
        `/new` - start a new conversation
        `/help` - show this help
        """;

    private const string SwitchModel = "Switch model with `/model <model-id>`.";

    /// <summary>Who answers, and the models to choose from.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="listed">The first of the models that the provider is known to list; empty when it listed none.</param>
    public static string Model(string provider, string model, IReadOnlyList<string> listed) => Lines(
    [
        .. Current(provider, model),
        SwitchModel,
        "",
        .. listed.Count == 0
            ? [$"No cached model list found for `{provider}`. Ask the operator to run `missy models --refresh --provider {provider}`."]
            : listed.Select(id => $"- `{id}`").Prepend(string.Create(CultureInfo.InvariantCulture, $"Cached model IDs (top {listed.Count}):")),
    ]);

    /// <summary>Who answers, and the providers to choose from.</summary>
    public static string Providers(string provider, string model, IEnumerable<(string Name, IReadOnlyList<string> Aliases)> available) => Lines(
    [
        .. Current(provider, model),
        "Switch provider with `/models <provider>`.",
        SwitchModel,
        "",
        "Available providers:",
        .. available.Select(entry => entry.Aliases.Count > 0 ? $"- {entry.Name} (aliases: {string.Join(", ", entry.Aliases)})" : $"- {entry.Name}"),
    ]);

    public static string ProviderSwitched(string provider, string model) =>
        $"Provider switched to `{provider}` for this sender session. Current model is `{model}`.\nUse `/model <model-id>` to set a provider-compatible model.";

    public static string ModelSwitched(string provider, string model) =>
        $"Model switched to `{model}` for provider `{provider}` in this sender session.";

    public static string UnknownProvider(string name) =>
        $"Unknown provider `{Redactor.Process.Clean(name)}`. Use `/models` to list valid providers.";

    public static string Failed(string provider, MissyException failure) =>
        $"Failed to initialize provider `{provider}`. Route unchanged.\nDetails: {Redactor.Process.Clean(failure.Message)}";

    private static IEnumerable<string> Current(string provider, string model) => [$"Current provider: `{provider}`", $"Current model: `{model}`", ""];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
