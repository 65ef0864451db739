namespace Missy.Providers.Responses;

/// <summary>The texts that an output item can hold, each numbered for itself.</summary>
internal enum ResponsesText
{
    /// <summary>The answer.</summary>
    Output,

    /// <summary>A refusal in the answer's place.</summary>
    Refusal,

    /// <summary>A summary of the reasoning.</summary>
    Summary,

    /// <summary>The reasoning itself, which open models show.</summary>
    Reasoning,
}
