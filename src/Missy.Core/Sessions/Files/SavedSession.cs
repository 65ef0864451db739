namespace Missy.Sessions.Files;

/// <summary>A session as a file holds it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="State">All that it holds, but for a turn on its way.</param>
internal sealed record SavedSession(string Name, DateTimeOffset Created, SessionState State);
