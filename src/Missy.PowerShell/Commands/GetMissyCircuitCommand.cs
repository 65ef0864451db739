using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Lists the circuit breakers of this process: which providers are left alone, since when, until when, and why.</summary>
[Cmdlet(VerbsCommon.Get, "MissyCircuit")]
[OutputType(typeof(Circuit))]
public sealed class GetMissyCircuitCommand : MissyCommand
{
    /// <summary>Names or patterns of providers; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Provider { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Provider ?? ["*"])
        {
            OrWriteError(name, () => WriteObject(Find(name), enumerateCollection: true));
        }
    }

    private static IEnumerable<Circuit> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [Client.GetCircuit(name)];
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return Client.GetCircuits().Where(circuit => pattern.IsMatch(circuit.Provider));
    }
}
