using Missy.Providers;

namespace Missy.Routing;

/// <summary>A provider that was chosen, and the model where one was chosen with it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="By">Who chose it.</param>
/// <param name="Because">That in words.</param>
/// <param name="Model">The model, with the reason for it; null leaves it to the tiers.</param>
internal sealed record Choice(RegisteredProvider Provider, ChosenBy By, string Because, NamedModel? Model = null);
