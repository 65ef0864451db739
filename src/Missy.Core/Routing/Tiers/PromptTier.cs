namespace Missy.Routing;

/// <summary>How strong a model a prompt wants. A higher tier is a greater value.</summary>
public enum PromptTier
{
    /// <summary>The fast model, also called simple.</summary>
    Fast,

    /// <summary>The provider's usual model, also called medium.</summary>
    Primary,

    /// <summary>The strongest model, also called complex.</summary>
    Premium,
}
