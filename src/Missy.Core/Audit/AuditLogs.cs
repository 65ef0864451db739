using System.Collections.Concurrent;
using Missy.Configuration;

namespace Missy.Audit;

/// <summary>The audit files of a client, so that each has one writer however often the configuration is read.</summary>
internal sealed class AuditLogs(IEventSink events, ISystemEnvironment environment, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AuditLog> _logs = new(StringComparer.Ordinal);

    /// <summary>The log of a configuration; null when it wants none.</summary>
    /// <param name="configured">The path as the configuration has it: <c>~</c> is the home folder, a relative one is beside the file.</param>
    /// <param name="configPath">The configuration file; null when there is none.</param>
    public AuditLog? Find(string? configured, string? configPath)
    {
        if (configured is null)
        {
            return null;
        }

        var path = configured is ['~', '/' or '\\', ..] && environment.HomeFolder is { } home
            ? Path.Combine(home, configured[2..])
            : Path.Combine(Path.GetDirectoryName(configPath) ?? "", configured);
        return _logs.GetOrAdd(path, key => new AuditLog(key, events, time));
    }
}
