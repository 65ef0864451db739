namespace Missy;

/// <summary>A session could not be written to its file, or read from it; it goes on in this process alone.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why.</param>
public sealed record SessionNotSaved(string Session, string Path, string Reason) : MissyEvent("Missy.SessionNotSaved");
