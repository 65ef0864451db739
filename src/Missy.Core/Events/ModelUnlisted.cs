namespace Missy;

/// <summary>A call names a model that its provider, asked not long ago, did not list. The call is made all the same.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Warning">That as a sentence, with the nearest names.</param>
public sealed record ModelUnlisted(string Provider, string Model, string Warning) : MissyEvent("Missy.ModelUnlisted");
