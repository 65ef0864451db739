namespace Missy.Providers.OpenAI;

/// <summary>In what the services that speak Chat Completions differ.</summary>
/// <param name="MaxTokensField">The member that limits the answer: <c>max_completion_tokens</c> at OpenAI, <c>max_tokens</c> at most others.</param>
/// <param name="StreamUsage">True where <c>stream_options.include_usage</c> is accepted.</param>
/// <param name="NewModelsHoldToSchemas">
/// True where a model of which nothing is known holds to a schema: at OpenAI and in the simulator. Of the many compatible servers
/// some refuse the form and some ignore it, and all of them can be told in words.
/// </param>
internal sealed record OpenAIWireOptions(string MaxTokensField = "max_completion_tokens", bool StreamUsage = true, bool NewModelsHoldToSchemas = false);
