using System.Management.Automation;
using System.Security;
using Missy.Network;
using Missy.Providers;

namespace Missy;

/// <summary>Reads <c>secret://Vault/Name</c> with SecretManagement's own command, in the runspace that asks.</summary>
internal sealed class VaultReader : IVaultReader
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <inheritdoc/>
    public async Task<VaultAnswer> ReadAsync(string vault, string name, CancellationToken cancellationToken) =>
        PipelineThread.Current is { } pipeline
            ? await pipeline.InvokeAsync(command => Read(command, vault, name), cancellationToken)
            : VaultAnswer.Missing("only a running cmdlet can open a vault");

    private static VaultAnswer Read(PSCmdlet command, string vault, string name)
    {
        try
        {
            if (command.InvokeCommand.GetCommand($"{Module}\\Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not { } reader)
            {
                return VaultAnswer.Missing(
                    $"the module {Module} is not there", $"Run Install-PSResource {Module}, and register a vault with Register-SecretVault.");
            }

            var script = ScriptBlock.Create("param($Reader, $Vault, $Name) & $Reader -Vault $Vault -Name $Name -AsPlainText -ErrorAction Stop");
            var found = command.InvokeCommand.InvokeScript(useLocalScope: true, script, null, reader, vault, name);
            return Of(found.Count == 1 ? found[0]?.BaseObject : null);
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException exception)
        {
            // The vault says why, and only it knows what it says.
            return VaultAnswer.Missing(
                Redactor.Process.Clean(exception.Message).TrimEnd('.'), $"Try: Get-Secret -Vault '{vault}' -Name '{name}'");
        }
    }

    private static VaultAnswer Of(object? secret) => secret switch
    {
        string text when !string.IsNullOrWhiteSpace(text) => VaultAnswer.Found(text),
        SecureString { Length: > 0 } text => VaultAnswer.Found(new PSCredential("key", text).GetNetworkCredential().Password),
        PSCredential { Password.Length: > 0 } credential => VaultAnswer.Found(credential.GetNetworkCredential().Password),
        null or string or SecureString or PSCredential => VaultAnswer.Missing("the vault gave nothing"),
        _ => VaultAnswer.Missing($"it is a {secret.GetType().Name} and no text", "Store the key as a string or a SecureString."),
    };
}
