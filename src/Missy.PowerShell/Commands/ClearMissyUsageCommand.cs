using System.Globalization;
using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Forgets past calls, of all processes of this user. What the budgets have counted stays counted.</summary>
[Cmdlet(VerbsCommon.Clear, "MissyUsage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class ClearMissyUsageCommand : MissyCommand
{
    /// <summary>Only the calls of the days before this one, by universal time; all when no day is given.</summary>
    [Parameter(Position = 0)]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => OrTerminate(() =>
    {
        var day = Before is { Kind: DateTimeKind.Local } local ? local.ToUniversalTime() : Before;
        var which = day is { } first ? string.Create(CultureInfo.InvariantCulture, $"the calls of days before {first:yyyy-MM-dd}") : "all calls";
        if (ShouldProcess($"usage of {which}", "Forget"))
        {
            Await(async token =>
            {
                await Client.ClearUsageAsync(day, token);
                return true;
            });
        }
    });
}
