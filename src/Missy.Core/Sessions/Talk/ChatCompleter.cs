using System.Diagnostics.CodeAnalysis;
using Missy.Providers;

namespace Missy.Sessions.Talk;

/// <summary>Completes a chat's commands, and the providers and models that follow them, without asking anyone.</summary>
/// <param name="client">Who knows the names.</param>
/// <param name="caller">The runspace's state.</param>
/// <param name="session">The conversation, whose provider's models are offered.</param>
public sealed class ChatCompleter(MissyClient client, CallerState caller, Session session)
{
    /// <summary>What the word before the caret may become.</summary>
    /// <param name="text">The message so far.</param>
    /// <param name="caret">Where the caret stands in it.</param>
    [SuppressMessage("Design", "CA1031", Justification = "A key press must not fail; a faulty file is told by the command itself.")]
    public ChatCompletions Complete(string text, int caret)
    {
        ArgumentNullException.ThrowIfNull(text);
        var before = text[..caret];
        if (!before.StartsWith('/') || before.Contains('\n', StringComparison.Ordinal))
        {
            return ChatCompletions.None;
        }

        var start = before.LastIndexOf(' ') + 1;
        try
        {
            var names = start == 0
                ? ChatCommands.Names.Select(name => "/" + name)
                : before[..start].Trim() switch
                {
                    "/models" => Providers(),
                    "/model" => Models(),
                    "/system" => ["none"],
                    _ => [],
                };
            var word = before[start..];
            return new ChatCompletions(start, word.Length, [.. names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct()]);
        }
        catch (Exception)
        {
            return ChatCompletions.None;
        }
    }

    // The session's own may be one that is there for whoever names it, and not listed.
    private IEnumerable<string> Providers() => client.Registry.Providers
        .Where(provider => provider.Config.Enabled)
        .Select(provider => provider.Name)
        .Concat(session.Provider is { } own ? [own] : []);

    // The current provider's, by their own names; those of others need theirs before them.
    private IEnumerable<string> Models()
    {
        var current = session.Provider is { } name ? client.Registry.Find(name) : client.UsualProvider(caller);
        var own = current is null ? [] : Ids(current);
        return own
            .Concat(client.GetAliases(caller).Where(alias => alias.ShadowedBy is null).Select(alias => alias.Name))
            .Concat(client.Registry.Providers
                .Where(provider => provider != current && provider.WhyUnavailable() is null)
                .SelectMany(provider => Ids(provider).Select(id => $"{provider.Name}/{id}")));
    }

    private IEnumerable<string> Ids(RegisteredProvider provider) => client.KnownModels(provider).Select(model => model.Id);
}
