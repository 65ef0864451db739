namespace Missy.Configuration.Schema;

/// <summary>A value of a configuration's text, with what only comparing may see.</summary>
/// <param name="setting">The value as anybody may see it.</param>
/// <param name="raw">The value itself.</param>
/// <param name="provider">The provider that it belongs to; null = none.</param>
internal sealed class SettingLeaf(ConfigSetting setting, object? raw, string? provider)
{
    internal ConfigSetting Setting { get; } = setting;

    internal object? Raw { get; } = raw;

    internal string? Provider { get; } = provider;
}
