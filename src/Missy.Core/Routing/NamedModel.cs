using Missy.Providers;

namespace Missy.Routing;

/// <summary>What somebody's name for a model stands for.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Provider">The provider that the name says, itself or by an alias; null when it names a model alone.</param>
/// <param name="Because">Who named it.</param>
/// <param name="Alias">The alias that it was; null when it was none.</param>
internal sealed record NamedModel(string Id, RegisteredProvider? Provider, string Because, ModelAlias? Alias = null);
