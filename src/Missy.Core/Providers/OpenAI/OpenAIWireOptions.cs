namespace Missy.Providers.OpenAI;

/// <summary>In what the services that speak Chat Completions differ.</summary>
/// <param name="MaxTokensField">The member that limits the answer: <c>max_completion_tokens</c> at OpenAI, <c>max_tokens</c> at most others.</param>
/// <param name="StreamUsage">True where <c>stream_options.include_usage</c> is accepted.</param>
internal sealed record OpenAIWireOptions(string MaxTokensField = "max_completion_tokens", bool StreamUsage = true);
