using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Tells which tier a prompt would be given, by which signals, and the model that the tier means at each provider. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "MissyModelTier")]
[OutputType(typeof(ModelTier))]
public sealed class GetMissyModelTierCommand : MissyCommand
{
    /// <summary>Prompts: text, files, or any object as it would be sent.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [AllowEmptyString]
    [AllowNull]
    public PSObject? Prompt { get; set; }

    /// <summary>How many tools would be offered.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ToolCount { get; set; }

    /// <summary>How many turns the conversation would have behind it.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int HistoryTurns { get; set; }

    /// <summary>The most tokens that would be asked for.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>How to judge, in place of what the configuration says.</summary>
    [Parameter]
    [ValidateSet("rules", "score", "off")]
    public string? Strategy { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Prompt, () => WriteObject(Client.GetTier(new TierRequest
    {
        Prompt = Prompt is null ? "" : ItemText.Of(Prompt),
        ToolCount = ToolCount,
        HistoryTurns = HistoryTurns,
        MaxTokens = MaxTokens,
        Strategy = Strategy,
        InputObject = Prompt?.BaseObject is PSCustomObject ? Prompt : Prompt?.BaseObject,
        InputFormatter = ItemText.Brief,
    })));
}
