using System.Management.Automation;

namespace Missy.Commands;

/// <content>How long the model may go on calling tools.</content>
public sealed partial class InvokeMissyAskCommand
{
    /// <summary>How often the model may have tools run and go on from their results; 0 gives its calls back unrun.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaxToolRounds { get; set; }

    private AskRequest WithRounds(AskRequest request) => MaxToolRounds is { } rounds ? request with { MaxToolRounds = rounds } : request;
}
