using Missy.Configuration;
using Missy.Configuration.Editing;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;
using Missy.Providers;

namespace Missy;

/// <content>Edits of the configuration.</content>
public sealed partial class MissyClient
{
    private const string DefaultProviderKey = "default_provider";

    /// <summary>The settings that the configuration in effect can have, with the names of its providers and aliases.</summary>
    public IReadOnlyList<ConfigKey> ConfigKeys => [.. KeyList.Of(Config.Config)];

    /// <summary>
    /// Changes one value of the configuration in effect, in its file. Comments, order, quotes and line breaks stay; the old content is
    /// kept beside it as <c>.bak</c>. A file in the default place that does not exist is made.
    /// </summary>
    /// <param name="key">The setting, as <c>providers.anthropic.model</c>; a place in a list in brackets, a name with dots in quotes.</param>
    /// <param name="value">
    /// The new value: text, a number, true or false, null, a list or a mapping of these. Text that the setting does not take is
    /// read as the file would read it.
    /// </param>
    /// <param name="remove">Whether the setting is taken out; the value is not looked at.</param>
    /// <param name="cancellationToken">Ends the wait for another process that edits the file.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the edit is refused or cannot be written; nothing has changed.</exception>
    public async Task<ConfigEdit> SetConfigAsync(string key, object? value, bool remove, CancellationToken cancellationToken) =>
        await EditConfigAsync(KeyPath.Parse(key), remove ? null : ValueNodes.From(value), cancellationToken);

    /// <summary>The file and the key that an edit would change, for asking whether it should; nothing is read or written.</summary>
    /// <param name="key">The setting.</param>
    /// <returns>The path, which is null where there is no home folder, and the key without quotes that it does not need.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: this is not a key.</exception>
    public (string? Path, string Key) DescribeConfigKey(string key) => (ConfigLocation.Path, KeyPath.Show(KeyPath.Parse(key)));

    /// <summary>
    /// Makes a provider the default of a runspace or of the process, and of the configuration too: it is asked, written, then
    /// taken.
    /// </summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="caller">The runspace's state.</param>
    /// <param name="scope">For whom it holds at once, whatever the file says.</param>
    /// <param name="probe">False takes it without asking.</param>
    /// <param name="cancellationToken">Ends the question and the wait for another process that edits the file.</param>
    /// <exception cref="MissyException">It cannot be used, or the file cannot be written; nothing has changed.</exception>
    public async Task<ConfigEdit> PersistDefaultProviderAsync(
        string name, CallerState caller, DefaultScope scope, bool probe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var provider = await UsableDefaultAsync(name, probe, cancellationToken);
        var edit = await EditConfigAsync(KeyPath.Parse(DefaultProviderKey), ValueNodes.Text(provider.Name), cancellationToken);
        ChangeDefault(caller, scope, provider.Name);
        provider.Prepare();
        return edit;
    }

    private async Task<ConfigEdit> EditConfigAsync(IReadOnlyList<KeyStep> key, YamlNode? value, CancellationToken cancellationToken)
    {
        var editor = new ConfigFileEditor(new KnownNames(WireKinds.KnownWires, _options.Catalogue.Names), VariableOf, _options.Time);
        var edit = await editor.EditAsync(ConfigLocation, key, value, cancellationToken);
        if (edit.Changed)
        {
            // Whoever edits wants it to hold, and does not have to wait until the file has rested.
            _ = ReloadConfig();
        }

        return edit;
    }

    private string? VariableOf(string secret) =>
        KeyVariables().FirstOrDefault(name => _options.Environment.GetVariable(name)?.Trim() == secret);

    private IEnumerable<string> KeyVariables() => _options.Catalogue.Providers.SelectMany(static service => service.KeyEnv)
        .Concat(Config.Config.Providers.SelectMany(static provider => provider.ApiKeys.Select(static slot => slot.Secret)
            .Append(provider.ApiKey)
            .Where(static secret => secret is { Kind: SecretKind.Environment })
            .Select(static secret => secret!.Value)
            .Append(provider.ApiKeyEnv ?? "")))
        .Where(static name => name.Length > 0)
        .Distinct(StringComparer.Ordinal);
}
