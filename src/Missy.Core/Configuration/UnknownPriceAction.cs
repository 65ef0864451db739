namespace Missy.Configuration;

/// <summary>What a budget does with a model whose price is not known.</summary>
public enum UnknownPriceAction
{
    /// <summary>The call is made, with a warning.</summary>
    Warn,

    /// <summary>The call is refused.</summary>
    Block,

    /// <summary>The call is made and counts nothing.</summary>
    Ignore,
}
