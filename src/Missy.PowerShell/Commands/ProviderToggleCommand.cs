using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>What enabling and disabling share: providers by name or pattern, one after another.</summary>
public abstract class ProviderToggleCommand : MissyCommand
{
    /// <summary>Names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Writes the providers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract bool Enabled { get; }

    private protected abstract string Action { get; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            OrWriteError(name, () =>
            {
                foreach (var found in Find(name))
                {
                    Set(found);
                }
            });
        }
    }

    private static IEnumerable<string> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [Client.Registry.Get(name).Name];
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return [.. Client.Registry.Providers.Select(provider => provider.Name).Where(pattern.IsMatch)];
    }

    private void Set(string name)
    {
        if (!ShouldProcess($"provider '{name}'", Action))
        {
            return;
        }

        Client.SetEnabled(name, Enabled);
        if (PassThru)
        {
            WriteObject(Await(token => Client.GetProviderAsync(name, Caller, ask: false, token)));
        }
    }
}
