namespace Missy.Chat;

/// <summary>One piece of a message's content; each wire maps the kinds that it knows.</summary>
public abstract record ContentPart;
