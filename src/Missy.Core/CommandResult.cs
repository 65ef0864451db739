namespace Missy;

/// <summary>What came of a line of a chat.</summary>
/// <param name="Sender">Who wrote it.</param>
public sealed record CommandResult(string Sender)
{
    /// <summary>Whether the line was dealt with; false = it was not meant for this bot, and there is nothing to send.</summary>
    public bool Handled { get; init; }

    /// <summary>The text to send back: a command's reply, or the model's answer. Null when there is nothing to send.</summary>
    public string? Reply { get; init; }

    /// <summary>Who answers, or has answered, in the sender's session; null when nobody can, or nothing was done.</summary>
    public Route? Route { get; init; }

    /// <summary>The model's answer; null when the line was a command.</summary>
    public Response? Response { get; init; }

    // Columns of records for export.

    /// <summary><see cref="Route"/> as text; null when there is none.</summary>
    public string? RouteText => Route?.ToString();

    /// <summary>The model that answered; null when the line was a command.</summary>
    public string? AnsweredBy => Response?.Model;

    /// <summary><see cref="Reply"/>, or nothing.</summary>
    public override string ToString() => Reply ?? "";
}
