namespace Missy.Providers.Responses;

/// <summary>The ChatGPT account that an access token belongs to: a claim of the token.</summary>
internal static class CodexAccount
{
    private const string Claims = "https://api.openai.com/auth";

    /// <summary>The account's id; null when the token is of another kind or names none.</summary>
    public static string? Read(string? token) =>
        Checked(WebToken.Read(token, static payload => payload.Object(Claims)?.Text("chatgpt_account_id")));

    /// <summary>The id if a header can carry it: visible ASCII; anything else is no account id.</summary>
    public static string? Checked(string? account) =>
        account is { Length: > 0 } && account.All(static character => character is > ' ' and <= '~') ? account : null;
}
