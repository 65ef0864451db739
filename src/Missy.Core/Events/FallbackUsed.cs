namespace Missy;

/// <summary>A call goes on with another provider or model than the one that was chosen for it. It holds for that call alone.</summary>
/// <param name="From">Who failed.</param>
/// <param name="To">Who is asked now.</param>
/// <param name="Reason">The name of the <see cref="ErrorKind"/> that it failed with.</param>
public sealed record FallbackUsed(RouteTarget From, RouteTarget To, string Reason) : MissyEvent("Missy.FallbackUsed")
{
    // Columns of records for export.

    /// <summary><see cref="From"/> as text.</summary>
    public string FromText => From.ToString();

    /// <summary><see cref="To"/> as text.</summary>
    public string ToText => To.ToString();

    /// <summary>What happened, each thing once.</summary>
    public override string ToString() => $"{nameof(FallbackUsed)} {{ Name = {Name}, From = {From}, To = {To}, Reason = {Reason} }}";
}
