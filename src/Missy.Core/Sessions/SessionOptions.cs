namespace Missy;

/// <summary>What a new session is to be.</summary>
public sealed record SessionOptions
{
    /// <summary>Its name; null = <c>session-1</c>, <c>session-2</c> and so on.</summary>
    public string? Name { get; init; }

    /// <summary>Who answers in it; null = whoever is the default at the time.</summary>
    public string? Provider { get; init; }

    /// <summary>The model to pin, alone or as <c>provider/model</c>; null = the provider's, by tier.</summary>
    public string? Model { get; init; }

    /// <summary>Instructions that stand above the conversation; null for none.</summary>
    public string? System { get; init; }

    /// <summary>Whether lead and worker take turns. Not together with a provider or a model.</summary>
    public bool LeadWorker { get; init; }
}
