using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Lists providers in order of preference: what they are, where their key comes from, whether they can be asked.</summary>
[Cmdlet(VerbsCommon.Get, "MissyProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetMissyProviderCommand : MissyCommand
{
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

    private IEnumerable<ProviderInfo> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [Await(token => Client.GetProviderAsync(name, Caller, Test, token))];
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return Await(token => Client.GetProvidersAsync(Caller, Test, token)).Where(provider => pattern.IsMatch(provider.Name));
    }
}
