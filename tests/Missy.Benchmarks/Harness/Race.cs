namespace Missy.Benchmarks.Harness;

/// <summary>
/// Contenders that do the same work take turns, round by round, so that whatever else befalls the machine befalls them all. A
/// figure is the median of the rounds, a ratio the median of the rounds' own ratios.
/// </summary>
internal sealed class Race
{
    private readonly List<double>[] _times;
    private readonly Contender[] _contenders;

    private Race(Contender[] contenders)
    {
        _contenders = contenders;
        _times = [.. contenders.Select(_ => new List<double>())];
    }

    /// <summary>Warms all up and runs the rounds.</summary>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="repeats">How often the work is done in a round.</param>
    /// <param name="contenders">Who takes part.</param>
    public static async Task<Race> RunAsync(int rounds, int repeats, params Contender[] contenders)
    {
        var race = new Race(contenders);

        // Tiered compilation makes its last code in the background, in stages, each after 30 calls and a rest of 100 ms; what is done once
        // in a round is done in a process of its own, which starts anew.
        for (var warm = 0; warm < (repeats == 1 ? 2 : 10); warm++)
        {
            foreach (var contender in contenders)
            {
                await contender.RunAsync(repeats);
            }

            await Task.Delay(250);
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < contenders.Length; turn++)
            {
                // Forwards and backwards, so that none always comes after the same: what that leaves in the caches counts.
                var index = (round + (round % 2 == 0 ? turn : contenders.Length - 1 - turn)) % contenders.Length;
                var time = await contenders[index].RunAsync(repeats);
                race._times[index].Add(time.TotalNanoseconds / repeats);
            }
        }

        return race;
    }

    /// <summary>The time of the work done once, in nanoseconds.</summary>
    public double Time(string name) => Median.Of(_times[Index(name)]);

    /// <summary>How many times as long one takes as another.</summary>
    public double Ratio(string name, string other) =>
        Median.Of(_times[Index(name)].Zip(_times[Index(other)], static (mine, theirs) => mine / theirs));

    /// <summary>How much longer one takes than another, in nanoseconds; negative when it is quicker.</summary>
    public double Difference(string name, string other) =>
        Median.Of(_times[Index(name)].Zip(_times[Index(other)], static (mine, theirs) => mine - theirs));

    private int Index(string name) => Array.FindIndex(_contenders, contender => contender.Name == name);
}
