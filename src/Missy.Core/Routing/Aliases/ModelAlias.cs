namespace Missy;

/// <summary>A short name for one model at one provider. What it stands for is never looked up as an alias again.</summary>
public sealed record ModelAlias
{
    /// <summary>The short name; its case does not count.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The provider that answers: a registry name, or the service's catalogue name while no provider or more than one of the
    /// configuration could be meant.
    /// </summary>
    public required string Provider { get; init; }

    /// <summary>The model's id at that provider.</summary>
    public required string Model { get; init; }

    /// <summary>Where it comes from.</summary>
    public required AliasSource Source { get; init; }

    /// <summary>
    /// What takes the name from it, so that it has no effect, such as <c>provider 'gpt'</c> or <c>the runspace's alias</c>;
    /// null when it is in effect.
    /// </summary>
    public string? ShadowedBy { get; init; }

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
