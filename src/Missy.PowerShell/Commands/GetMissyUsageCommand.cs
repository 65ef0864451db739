using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Adds up tokens and cost of past calls, of all processes of this user. Days are those of universal time.</summary>
[Cmdlet(VerbsCommon.Get, "MissyUsage")]
[OutputType(typeof(UsageSummary))]
public sealed class GetMissyUsageCommand : MissyCommand, ITellsWaits
{
    /// <summary>What is kept apart, in order; nothing adds all up.</summary>
    [Parameter(Position = 0)]
    [ValidateSet("Provider", "Model", "Session", "Day", "Tag")]
    [AllowEmptyCollection]
    public string[] By { get; set; } = ["Provider", "Model"];

    /// <summary>From when on. A time that says nothing else is universal time.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Up to before when; a day alone counts whole. A time that says nothing else is universal time.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <summary>Only calls that these providers answered.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Provider { get; set; } = [];

    /// <summary>Only calls to these models.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(UsedModelCompleter))]
    public string[] Model { get; set; } = [];

    /// <summary>Only calls in these sessions.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(UsedSessionCompleter))]
    public string[] Session { get; set; } = [];

    /// <summary>Only calls with these tags.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(UsedTagCompleter))]
    public string[] Tag { get; set; } = [];

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) => new("Adding up the usage ledger", WaitText.Seconds(waited));

    /// <inheritdoc/>
    protected override void EndProcessing() => OrTerminate(() =>
    {
        var query = new UsageQuery
        {
            By = [.. By.Select(name => Enum.Parse<UsageGroup>(name, ignoreCase: true))],
            Since = Since,
            Until = Until,
            Providers = Provider,
            Models = Model,
            Sessions = Session,
            Tags = Tag,
        };
        WriteObject(Await(token => Client.GetUsageAsync(query, token)), enumerateCollection: true);
    });
}
