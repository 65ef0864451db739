namespace Missy.Configuration;

/// <summary>What a rule about requests says.</summary>
public enum RestAction
{
    /// <summary>The request may go out.</summary>
    Allow,

    /// <summary>The request is refused.</summary>
    Deny,
}
