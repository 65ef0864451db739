namespace Missy;

/// <summary>
/// Something about a prompt that its tier is decided by. Under <c>rules</c>: <c>premium_words</c>, <c>long_prompt</c>,
/// <c>many_tools</c>, <c>long_history</c>, each of which makes it premium by itself; <c>simple_words</c>, <c>short_prompt</c>,
/// <c>no_tools</c>, which make it fast together when none of the former holds. Under <c>score</c>: <c>characters</c>,
/// <c>tools</c>, <c>max_tokens</c>, which add up; <c>simple_threshold</c> and <c>complex_threshold</c>, which the sum is compared with.
/// </summary>
/// <param name="Name">Its name, always the same.</param>
/// <param name="Value">
/// Code points, tools, turns or words that were counted; of <c>characters</c>, <c>tools</c> and <c>max_tokens</c> what each adds
/// to the score; of a threshold the score.
/// </param>
/// <param name="Threshold">
/// What the value is compared with; the value itself still belongs to the lower tier where it is to be exceeded (<c>long_prompt</c>,
/// <c>many_tools</c>, <c>long_history</c>), to the higher one elsewhere. Null where there is no number to compare with.
/// </param>
/// <param name="Fired">Whether it holds for this prompt.</param>
public sealed record TierSignal(string Name, double Value, double? Threshold, bool Fired)
{
    /// <summary>The words that were found, each once, as the list of words writes them, never as the prompt does; empty for other signals.</summary>
    public IReadOnlyList<string> Words { get; init => field = Indexable.Of(value); } = Indexable.None<string>();

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
