using Missy.Chat;

namespace Missy.Routing;

/// <summary>What a route is asked for: what the call names, and what stands when it names nothing.</summary>
internal sealed record RouteQuery
{
    /// <summary>The provider that the call names; null or blank = none.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that the call names, alone, as <c>provider/model</c> or by an alias; null or blank = none.</summary>
    public string? Model { get; init; }

    /// <summary>The tier that the call names; null or blank = the router finds it.</summary>
    public string? Tier { get; init; }

    /// <summary>The purpose that the call names; null or blank = none.</summary>
    public string? Purpose { get; init; }

    /// <summary>Who may answer in place of whoever is chosen, as the call says; null = as the configuration says.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    /// <summary>Who answered before, when the call goes on with an answer; null = nobody.</summary>
    public RouteTarget? Continued { get; init; }

    /// <summary>The provider of the session; null = it has none.</summary>
    public string? SessionProvider { get; init; }

    /// <summary>The model pinned in the session; null = none.</summary>
    public string? SessionModel { get; init; }

    /// <summary>Who of lead and worker takes the turn; null when they do not take turns.</summary>
    public string? Role { get; init; }

    /// <summary>Why it is who <see cref="Role"/> says; null when that is.</summary>
    public string? RoleBecause { get; init; }

    /// <summary>The default provider of the caller's runspace; null = none was set.</summary>
    public string? RunspaceDefault { get; init; }

    /// <summary>The default provider of the process; null = none was set.</summary>
    public string? ProcessDefault { get; init; }

    /// <summary>The aliases of the caller's runspace.</summary>
    public AliasTable Aliases { get; init; } = new();

    /// <summary>The conversation, oldest first; its last user message is what the router reads.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>How many tools are offered.</summary>
    public int Tools { get; init; }

    /// <summary>The most tokens to write; null = not said.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether somebody says who answers, so that nobody need be looked for.</summary>
    public bool NamesProvider =>
        Continued is not null
        || Array.Exists([Provider, Purpose, Role, SessionProvider, RunspaceDefault, ProcessDefault], static name => !string.IsNullOrWhiteSpace(name));
}
