using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Missy.Configuration;

namespace Missy.Providers.Keys;

/// <summary>
/// What is known of the keys of this process, whatever configuration is in effect. No key is kept, only a hash of it: a key with
/// another value is another key, of which nothing is known. Safe for any number of threads.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class KeyStates(TimeProvider time)
{
    private readonly Lazy<byte[]> _salt = new(() => RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));
    private readonly object _lock = new();
    private readonly Dictionary<KeyId, KeyMarks> _marks = [];
    private readonly ConcurrentDictionary<(string Provider, string Host, KeyRotationStrategy Rotation), KeyPosition> _positions = new();

    /// <summary>The time by which keys rest.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How many keys there is something known of.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _marks.Count;
            }
        }
    }

    /// <summary>Where the search for a provider's next key begins.</summary>
    /// <param name="provider">The registry name, in any case.</param>
    /// <param name="host">Where it is.</param>
    /// <param name="rotation">When the next key is taken; where turns have come to says nothing of what is preferred.</param>
    public KeyPosition Position(string provider, string host, KeyRotationStrategy rotation) =>
        _positions.GetOrAdd((provider.ToUpperInvariant(), host, rotation), static _ => new KeyPosition());

    /// <summary>Whether a key can be used.</summary>
    /// <param name="host">Where it would go.</param>
    /// <param name="key">The key in clear.</param>
    /// <param name="model">The model to be called; null = any.</param>
    public KeyStanding Standing(string host, string key, string? model) => Find(host, key, marks => marks.Standing(model, Now));

    /// <summary>The same for people: a key that rests for some models counts as resting.</summary>
    public KeyStanding Summary(string host, string key) => Find(host, key, marks => marks.Summary(Now));

    /// <summary>Notes what the outcome of a request says of its key.</summary>
    /// <param name="host">Where it went.</param>
    /// <param name="key">The key in clear.</param>
    /// <param name="model">The model that was called; null = none in particular.</param>
    /// <param name="verdict">What the outcome says.</param>
    public void Note(string host, string key, string? model, KeyVerdict verdict)
    {
        var isGood = verdict == KeyVerdict.Good;
        if (isGood && Count == 0)
        {
            return;
        }

        var id = IdOf(host, key);
        lock (_lock)
        {
            if (!isGood)
            {
                Tidy();
                _marks.TryAdd(id, new KeyMarks());
            }

            if (_marks.TryGetValue(id, out var marks))
            {
                marks.Note(verdict, model, Now);
            }
        }
    }

    /// <summary>Forgets that a service refused a key, since it has taken it on being asked.</summary>
    public void Absolve(string host, string key) => Find(host, key, static marks =>
    {
        marks.Absolve();
        return default;
    });

    private KeyStanding Find(string host, string key, Func<KeyMarks, KeyStanding> look)
    {
        // Most of the time there is nothing to know, and then nothing is hashed.
        if (Count == 0)
        {
            return default;
        }

        var id = IdOf(host, key);
        lock (_lock)
        {
            return _marks.TryGetValue(id, out var marks) ? look(marks) : default;
        }
    }

    private void Tidy()
    {
        var now = Now;
        foreach (var (id, marks) in _marks)
        {
            if (marks.Tidy(now))
            {
                _marks.Remove(id);
            }
        }
    }

    private KeyId IdOf(string host, string key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_salt.Value, MemoryMarshal.AsBytes(key.AsSpan().Trim()), hash);
        return new KeyId(host, BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
