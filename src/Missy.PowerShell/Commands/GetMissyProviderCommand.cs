using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Lists providers in order of preference: what they are, where their key comes from, whether they can be asked.</summary>
[Cmdlet(VerbsCommon.Get, "MissyProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetMissyProviderCommand : MissyCommand, ITellsWaits
{
    private readonly Latest<WorkDone> _answered = new();
    private string? _asked;

    /// <summary>Names or patterns; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Asks each service whether it answers.</summary>
    [Parameter]
    public SwitchParameter Test { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name ?? ["*"])
        {
            OrWriteError(name, () => WriteObject(Find(name), enumerateCollection: true));
        }
    }

    WaitText? ITellsWaits.DescribeWait(TimeSpan waited) => !Test
        ? null
        : WaitText.Of(_asked is null ? "Asking providers whether they answer" : $"Asking {_asked} whether it answers", "have answered", _answered.Value, waited);

    private IEnumerable<ProviderInfo> Find(string name)
    {
        _answered.Clear();
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            _asked = name;
            return [Await(token => Client.GetProviderAsync(name, Caller, Test, token))];
        }

        _asked = null;
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return Await(token => Client.GetProvidersAsync(Caller, Test, token, _answered)).Where(provider => pattern.IsMatch(provider.Name));
    }
}
