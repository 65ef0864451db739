namespace Missy.Tools;

/// <summary>What a tool is to be, beyond its command; what is not said follows from the command.</summary>
internal sealed record ToolWish
{
    /// <summary>Its name; null = the command's.</summary>
    public string? Name { get; init; }

    /// <summary>What it does; null = the command's synopsis.</summary>
    public string? Description { get; init; }

    /// <summary>The parameter set; null = the command's default.</summary>
    public string? ParameterSet { get; init; }

    /// <summary>The parameters that the model may give; null = all that it can.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    /// <summary>The parameters that it may not give.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Whether it runs without asking, whatever its verb.</summary>
    public bool ReadOnly { get; init; }
}
