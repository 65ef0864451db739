using Missy.Providers;

namespace Missy.Usage;

/// <summary>One price of a user's own file.</summary>
/// <param name="Provider">A registry name, or the name of a service.</param>
/// <param name="Model">A model id; <c>*</c> stands for any letters.</param>
/// <param name="Price">The price.</param>
/// <param name="AsOf">The day for which it holds; null when the file does not say.</param>
internal sealed record PriceEntry(string Provider, string Model, ModelPrice Price, DateOnly? AsOf);
