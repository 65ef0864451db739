using System.Collections;
using System.Globalization;

namespace Missy.Completion;

/// <summary>Completes what calls of the last month have had of one kind.</summary>
internal abstract class UsageCompleter : NameCompleter
{
    private const int Days = 31;

    /// <summary>The kind.</summary>
    protected abstract UsageGroup Group { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound)
    {
        var query = new UsageQuery { By = [Group], Since = DateTime.UtcNow.AddDays(-Days) };

        // Elsewhere, since a host's context would want this thread, which waits here.
        var groups = Task.Run(() => MissyProcess.Client.GetUsageAsync(query, CancellationToken.None)).GetAwaiter().GetResult();
        return groups.Where(group => group.ToString().Length > 0).Select(group => (group.ToString(), Tip(group)));
    }

    private static string Tip(UsageSummary group) => string.Create(CultureInfo.InvariantCulture, $"{group}: {group.Calls} calls in {Days} days");
}
