using System.Collections;
using System.Globalization;

namespace Missy.Completion;

/// <summary>Completes models, sessions and tags: those that calls of the last month have had.</summary>
internal sealed class UsageCompleter : NameCompleter
{
    private const int Days = 31;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(string parameter, IDictionary bound)
    {
        var query = new UsageQuery { By = [Enum.Parse<UsageGroup>(parameter)], Since = DateTime.UtcNow.AddDays(-Days) };

        // Elsewhere, since a host's context would want this thread, which waits here.
        var groups = Task.Run(() => MissyProcess.Client.GetUsageAsync(query, CancellationToken.None)).GetAwaiter().GetResult();
        return groups.Where(group => group.ToString().Length > 0).Select(group => (group.ToString(), Tip(group)));
    }

    private static string Tip(UsageSummary group) => string.Create(CultureInfo.InvariantCulture, $"{group}: {group.Calls} calls in {Days} days");
}
