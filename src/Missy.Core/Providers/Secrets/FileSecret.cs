using Missy.Configuration.Files;

namespace Missy.Providers.Secrets;

/// <summary>A secret that is the first line of a file which nobody but its owner may read. A changed file is read again.</summary>
/// <param name="path">The absolute path.</param>
internal sealed class FileSecret(string path) : PlainSecret
{
    private volatile Content? _last;

    /// <inheritdoc/>
    public override SecretState Peek()
    {
        var stamp = FileStamp.Of(path);
        if (_last is { } known && known.Stamp == stamp)
        {
            return known.State;
        }

        var state = Read();
        if (state.Value is not null)
        {
            _last = new Content(stamp, state);
        }

        return state;
    }

    private SecretState Read()
    {
        var (text, fault) = SecretFile.Read(path);
        if (fault is not null)
        {
            return SecretState.Missing($"the key file {path} is not used: {fault.Message.TrimEnd('.')}", fault.Remedy);
        }

        if (text is null)
        {
            return SecretState.Missing($"there is no key file {path}", $"Write the key into {path}, readable by you alone.");
        }

        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = (end < 0 ? line : line[..end]).TrimEnd();
        return line.Length > 0
            ? SecretState.Found(line.ToString())
            : SecretState.Missing($"the key file {path} is empty", $"Write the key into {path}.");
    }

    private sealed record Content(FileStamp Stamp, SecretState State);
}
