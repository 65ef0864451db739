using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>One model at one provider that a call may go to, with the call as that provider takes it.</summary>
internal sealed class CallTarget
{
    private readonly CatalogueModel? _known;

    /// <summary>Makes the request; nothing is sent or looked up.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model's id there.</param>
    /// <param name="request">The question.</param>
    /// <param name="conversation">What it is part of.</param>
    /// <param name="options">Whether the question's own <see cref="AskRequest.ProviderOptions"/> are meant for this provider.</param>
    /// <param name="catalogue">What is known of models.</param>
    /// <param name="prices">The prices in effect.</param>
    public CallTarget(
        RegisteredProvider provider, string model, AskRequest request, Conversation conversation, bool options, ProviderCatalogue catalogue, PriceBook prices)
    {
        Provider = provider;
        Model = model;
        _known = provider.IsOwnHost ? catalogue.FindModel(provider.Service.Name, model) : null;
        Price = prices.Find(provider, model);
        var completion = new CompletionRequest
        {
            Model = model,
            Messages = Transcript.For(conversation.MessagesFor(provider.Name), provider, _known),
            System = conversation.System,
            Tools = request.Tools,
            MaxTokens = request.MaxTokens ?? provider.Config.MaxTokens,
            Temperature = request.Temperature,
            ReasoningEffort = request.ReasoningEffort,
            Options = options ? Merge(provider.Config.Options, request.ProviderOptions) : provider.Config.Options,
        };
        if (request.Schema is { } schema)
        {
            var able = _known?.Capabilities.HasFlag(ModelCapabilities.Json);
            completion = completion with { Schema = schema with { IsHeld = provider.Chat.HoldsTo(schema, able) } };
        }

        completion = _known?.MaxOutputTokens is { } most ? completion with { DefaultMaxTokens = most } : completion;
        (Completion, LeftOut) = ContextFit.Apply(completion, ContextTokens);
    }

    public RegisteredProvider Provider { get; }

    public string Model { get; }

    public CompletionRequest Completion { get; }

    /// <summary>How many of its oldest turns are left out, since they do not fit the model's context.</summary>
    public int LeftOut { get; }

    public ModelPrice? Price { get; }

    /// <summary>The size of its context in tokens; null when it is unknown.</summary>
    public int? ContextTokens => _known?.ContextTokens;

    /// <summary>Why the model is known not to be able to take the call; null when it can, or nothing is known.</summary>
    public string? WhyUnfit()
    {
        if (_known?.Capabilities is { } able)
        {
            if (Completion.Tools.Count > 0 && !able.HasFlag(ModelCapabilities.Tools))
            {
                return "it takes no tools";
            }

            if (!able.HasFlag(ModelCapabilities.Vision) && Completion.Messages.Any(message => message.Content.Any(part => part is ImagePart or DocumentPart)))
            {
                return "it takes no images";
            }
        }

        if (Provider.Chat.WhyRefused(Completion) is { } refusal)
        {
            return refusal.Message;
        }

        return ContextTokens < TokenEstimate.Of(Completion).Prompt ? "its context is too small" : null;
    }

    /// <summary>Finds out whether the attachments would be refused, before anything is sent.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: they would.</exception>
    public void EnsureTakesAttachments()
    {
        if (Provider.Chat.WhyRefused(Completion) is { } refusal)
        {
            throw refusal;
        }

        var sight = Completion.Messages.SelectMany(message => message.Content).FirstOrDefault(part => part is ImagePart or DocumentPart);
        if (sight is not null && _known?.Capabilities is { } able && !able.HasFlag(ModelCapabilities.Vision))
        {
            var name = sight is DocumentPart document ? document.Name : ((ImagePart)sight).Name;
            throw new MissyException(ErrorKind.InvalidRequest, $"{this} takes no images and no PDF{(name is null ? "" : $", as {name} is")}.")
            {
                Provider = Provider.Name,
                Model = Model,
                Remedy = "Choose a model that takes them, or attach text.",
            };
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Provider.Name}/{Model}";

    private static IReadOnlyDictionary<string, JsonElement> Merge(
        IReadOnlyDictionary<string, JsonElement> configured, IReadOnlyDictionary<string, JsonElement>? given)
    {
        if (given is null || given.Count == 0)
        {
            return configured;
        }

        var merged = new Dictionary<string, JsonElement>(configured);
        foreach (var (name, value) in given)
        {
            merged[name] = value;
        }

        return merged;
    }
}
