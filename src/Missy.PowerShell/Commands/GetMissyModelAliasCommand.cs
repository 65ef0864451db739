using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>
/// Lists short names for models: those of this runspace, of the configuration, and the built-in ones. The first of a name
/// holds; the others say what takes it from them.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MissyModelAlias")]
[OutputType(typeof(ModelAlias))]
public sealed class GetMissyModelAliasCommand : MissyCommand
{
    /// <summary>Names or patterns; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AliasCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Where they come from; from anywhere when nothing is given.</summary>
    [Parameter]
    public AliasSource[]? Source { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name ?? ["*"])
        {
            OrWriteError(name, () => WriteObject(Find(name).Where(alias => Source?.Contains(alias.Source) != false), enumerateCollection: true));
        }
    }

    private static IEnumerable<ModelAlias> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return Client.GetAliases(Caller, name);
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return Client.GetAliases(Caller).Where(alias => pattern.IsMatch(alias.Name));
    }
}
