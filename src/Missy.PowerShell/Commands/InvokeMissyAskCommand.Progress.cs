namespace Missy.Commands;

/// <content>What a call is at, when it takes its time.</content>
public sealed partial class InvokeMissyAskCommand : ITellsWaits
{
    // None where the calls are counted instead, or their text stands where progress would.
    private Latest<CallStage>? _stages = new();

    private protected override IProgress<CallStage>? Stages => _stages;

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) =>
        _stages?.Value is { } stage ? StageText.Of(stage, waited, _progress is null ? -1 : AskProgress.Id, TimeProvider.System) : null;
}
