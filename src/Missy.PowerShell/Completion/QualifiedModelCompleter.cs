using Missy.Providers;

namespace Missy.Completion;

/// <summary>Completes models where the provider has to be named: with <c>provider/</c> before each, unless it is given beside it.</summary>
internal sealed class QualifiedModelCompleter : ModelCompleter
{
    /// <inheritdoc/>
    protected override string PrefixOfUsual(RegisteredProvider usual) => usual.Name + "/";

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Aliases() => [];
}
