namespace Missy.Telemetry;

/// <summary>The names that the semantic conventions prescribe for services (<c>gen_ai.provider.name</c>).</summary>
internal static class ProviderNames
{
    /// <summary>The prescribed name of a service; its catalogue name where none is.</summary>
    public static string Of(string service) => service switch
    {
        "openai-responses" or "openai-codex" => "openai",
        "gemini" => "gcp.gemini",
        "xai" => "x_ai",
        "mistral" => "mistral_ai",
        "azure" => "azure.ai.openai",
        "bedrock" => "aws.bedrock",
        "moonshot" or "moonshot-cn" => "moonshot_ai",
        _ => service,
    };
}
