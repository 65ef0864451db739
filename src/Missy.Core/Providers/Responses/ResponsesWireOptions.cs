namespace Missy.Providers.Responses;

/// <summary>In what the services that speak the Responses API differ.</summary>
/// <param name="Sampling">True where <c>max_output_tokens</c> and <c>temperature</c> are accepted.</param>
/// <param name="DefaultInstructions">What a service that insists on <c>instructions</c> gets when there are none; null sends none.</param>
/// <param name="EncryptedReasoning">
/// True to ask for encrypted reasoning every time; false asks only where a reasoning effort shows that the model reasons, since
/// models that do not refuse it. OpenAI's own service gives it unasked (API reference, "Responses", reasoning item).
/// </param>
/// <param name="ReasoningSummary">
/// The summary to ask for beside a reasoning effort; null asks for none, since OpenAI gives it to verified organizations alone.
/// </param>
internal sealed record ResponsesWireOptions(
    bool Sampling = true,
    string? DefaultInstructions = null,
    bool EncryptedReasoning = false,
    string? ReasoningSummary = null);
