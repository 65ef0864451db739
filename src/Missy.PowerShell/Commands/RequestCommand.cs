using System.Collections;
using System.Management.Automation;
using Missy.Chat;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>The parameters that every command has which puts a question to a model, and the request made of them.</summary>
public abstract partial class RequestCommand : MissyCommand
{
    /// <summary>Who answers; nobody else does.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The model, alone, as provider/model, or by an alias.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The tier, in place of the one that the prompt would be given.</summary>
    [Parameter]
    [ValidateSet("fast", "primary", "premium", "simple", "medium", "complex")]
    public string? Tier { get; set; }

    /// <summary>The purpose whose model answers, or lead-worker.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PurposeCompleter))]
    public string? Purpose { get; set; }

    /// <summary>
    /// The conversation that the question belongs to: its name or a session. A name that is new begins one. An item's property counts
    /// where the item has a Prompt too, and with -Each; in gathered items it is data.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public object? Session { get; set; }

    /// <summary>Who may answer when the chosen provider cannot: models and providers in order, or none, same_model, any.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public string[]? Fallback { get; set; }

    /// <summary>Instructions that stand above the conversation.</summary>
    [Parameter]
    public string? System { get; set; }

    /// <summary>The most tokens to write.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>Sampling temperature.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double? Temperature { get; set; }

    /// <summary>How much a reasoning model may think.</summary>
    [Parameter]
    [ValidateSet("None", "Low", "Medium", "High")]
    public string? ReasoningEffort { get; set; }

    /// <summary>Seconds that the whole call may take.</summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000.0)]
    public double? TimeoutSec { get; set; }

    /// <summary>What the call counts for in the usage ledger, beside provider, model and session.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UsedTagCompleter))]
    public string? Tag { get; set; }

    /// <summary>Further members of the request's body, for what one service alone knows.</summary>
    [Parameter]
    public IDictionary? ProviderOption { get; set; }

    /// <summary>Hears what the call is at; null = nobody wants to know.</summary>
    private protected virtual IProgress<CallStage>? Stages => null;

    /// <summary>The request.</summary>
    /// <param name="prompt">The text of the user's message.</param>
    /// <param name="earlier">The answer that it follows; null for none.</param>
    /// <param name="session">The conversation that it belongs to, as it was given; null for none.</param>
    /// <param name="input">What it came from; null when it came from nothing but its text.</param>
    private protected AskRequest NewRequest(string prompt, Response? earlier, object? session, object? input)
    {
        var request = new AskRequest
        {
            Messages = [new ChatMessage(ChatRole.User, prompt)],
            Provider = Provider,
            Model = Model,
            Tier = Tier,
            Purpose = Purpose,
            Fallback = Fallback,
            System = System,
            MaxTokens = MaxTokens,
            Temperature = Temperature,
            ReasoningEffort = ReasoningEffort is null ? null : Enum.Parse<ReasoningEffort>(ReasoningEffort, ignoreCase: true),
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Tag = Tag,
            InputObject = input,
            InputFormatter = ItemText.Brief,
            Progress = Stages,
        };
        request = SessionOf(session) is { } conversation ? request with { Session = conversation } : request;
        request = ProviderOption is null ? request : request.WithProviderOptions(ItemText.Json(ProviderOption));
        request = WithTools(request);
        return earlier is null ? request : request.After(earlier);
    }

    private Session? SessionOf(object? given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        null => null,
        Session session => session,
        _ => SessionNamed(SessionName.Of(given!)),
    };

    /// <summary>The session of a name; a new one where there is none.</summary>
    private protected virtual Session? SessionNamed(string name) => Client.SessionsOf(Caller).GetOrCreate(name, TimeProvider.System);
}
