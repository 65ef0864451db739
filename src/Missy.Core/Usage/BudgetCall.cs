using Missy.Chat;
using Missy.Providers;

namespace Missy.Usage;

/// <summary>A call that a budget is asked to allow.</summary>
/// <param name="Provider">The registry name of who is asked.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Price">The model's price; null when it is unknown.</param>
/// <param name="Session">The session's name; null without one.</param>
/// <param name="Caller">Whose budget it is where the session has no name.</param>
internal readonly record struct BudgetCall(
    string Provider, CompletionRequest Request, ModelPrice? Price, string? Session, SessionAccount Caller)
{
    /// <summary>The model asked for.</summary>
    public string Model => Request.Model;
}
