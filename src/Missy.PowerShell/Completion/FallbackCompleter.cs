using System.Collections;

namespace Missy.Completion;

/// <summary>Completes who may answer in another's place: the three words, then providers.</summary>
internal sealed class FallbackCompleter : NameCompleter
{
    private static readonly (string Name, string Tip)[] _words =
    [
        ("none", "Nobody."),
        ("same_model", "Another available provider that lists the same model."),
        ("any", "The same model elsewhere, then any available provider with its own model."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) => _words.Concat(ProviderCompleter.All());
}
