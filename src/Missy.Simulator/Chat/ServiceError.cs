namespace Missy.Simulation.Chat;

/// <summary>An error before it takes a service's shape.</summary>
/// <param name="Status">The HTTP status, from which a wire takes its error type.</param>
/// <param name="Message">For people.</param>
/// <param name="Kind">What the status alone does not say.</param>
/// <param name="Param">The field at fault, where a service names it.</param>
/// <param name="Code">OpenAI's <c>code</c>; null for the status' usual one.</param>
internal sealed record ServiceError(
    int Status,
    string Message,
    FailureKind Kind = FailureKind.Status,
    string? Param = null,
    string? Code = null)
{
    public static ServiceError Missing(string field) =>
        new(400, $"Missing required parameter: '{field}'.", Param: field, Code: "missing_required_parameter");

    public static ServiceError WrongType(string field, string expected) =>
        new(400, $"Invalid type for '{field}': expected {expected}.", Param: field, Code: "invalid_type");

    /// <summary>The error that a fault asks for, with a text like a service's.</summary>
    public static ServiceError For(FailureKind kind, int status, string model, string? message = null) =>
        new(status, message ?? Text(kind, status, model), kind);

    // Where services tell a failure by its first words alone, these are theirs.
    private static string Text(FailureKind kind, int status, string model) => kind switch
    {
        FailureKind.InsufficientQuota => "Simulated: you exceeded your current quota, check your plan and billing details.",
        FailureKind.UsageLimit => "You have reached your specified API usage limits. Access returns on 2026-02-01 at 00:00 UTC. (Simulated.)",
        FailureKind.CreditBalance => "Your credit balance is too low for this request. (Simulated.)",
        FailureKind.ContextLength => "prompt is too long: 210000 tokens, the model's maximum context length is 200000 tokens. (Simulated.)",
        _ => status switch
        {
            400 => "Simulated: the request is invalid.",
            401 => "Simulated: the API key is not valid.",
            402 => "Simulated: payment is required, the account has no credit left.",
            403 => "Simulated: this key may not use the resource.",
            404 => $"Simulated: the model '{model}' does not exist.",
            408 => "Simulated: the request took too long to arrive.",
            413 => "Simulated: the request is too large.",
            422 => "Simulated: the request could not be processed.",
            429 => "Simulated: rate limit reached, try again later.",
            500 => "Simulated: internal server error.",
            502 => "Simulated: bad gateway.",
            503 => "Simulated: the service is unavailable.",
            504 => "Simulated: the gateway timed out.",
            529 => "Simulated: the service is overloaded.",
            _ => $"Simulated: status {status}.",
        },
    };
}
