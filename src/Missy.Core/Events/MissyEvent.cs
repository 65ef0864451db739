namespace Missy;

/// <summary>Something that happened and that a user may want to hear of.</summary>
/// <param name="Name">The name that PowerShell subscribers use, such as <c>Missy.ProviderChanged</c>.</param>
public abstract record MissyEvent(string Name);
