using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Missy.Network;

/// <summary>
/// The one place where text loses its secrets before anybody sees it: first every secret that this process has come to know,
/// by value and however it is encoded, then whatever has the shape of a key, and the values of fields that hold one. Text
/// without a secret comes back unchanged. Safe for any number of threads.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    // A shorter one would mask parts of ordinary words.
    internal const int MinSecretLength = 8;

    // Tokens that are renewed each hour must not make the process larger for ever.
    private const int MaxSecrets = 1000;

    private readonly ConcurrentDictionary<string, KnownSecret?> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>The redactor of this process: it knows every secret that was looked up in it.</summary>
    public static Redactor Process { get; } = new();

    /// <summary>
    /// Takes note of a secret; from now on it is masked. One of less than eight characters is masked as the value of a header
    /// or field alone, since it may be part of any word.
    /// </summary>
    /// <param name="secret">The secret in clear.</param>
    public void Learn(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length == 0 || _known.ContainsKey(secret) || !_known.TryAdd(secret, null))
        {
            return;
        }

        _order.Enqueue(secret);
        if (_known.Count > MaxSecrets && _order.TryDequeue(out var oldest))
        {
            _known.TryRemove(oldest, out _);
        }
    }

    /// <summary>Masks known secrets, key shapes and secret fields.</summary>
    /// <param name="text">The text; null gives null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Clean(string? text) => Clean(text, []);

    /// <summary>Masks known secrets alone: for what a model said, which is otherwise nobody's to change.</summary>
    /// <param name="text">The text; null gives null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public string? CleanValues(string? text) => CleanValues(text, []);

    /// <summary>Cleans a failure: message, remedy and all else that it tells.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>
    /// The failure itself where it told no secret; else a copy, without the cause if that is what told it.
    /// </returns>
    public MissyException Clean(MissyException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var (message, remedy) = (Clean(exception.Message), Clean(exception.Remedy));
        var (code, id) = (Clean(exception.Code), Clean(exception.RequestId));

        // A key may have been pasted where a name was asked for.
        var (provider, model) = (Clean(exception.Provider), Clean(exception.Model));
        var partial = CleanValues(exception.PartialText);
        string[] violations = [.. exception.Violations.Select(violation => Clean(violation))];
        var cause = exception.InnerException is { } inner && Clean(inner.ToString()) != inner.ToString() ? null : exception.InnerException;
        return message == exception.Message && remedy == exception.Remedy && code == exception.Code && id == exception.RequestId
            && provider == exception.Provider && model == exception.Model && partial == exception.PartialText && violations.SequenceEqual(exception.Violations) && cause == exception.InnerException
            ? exception
            : new MissyException(exception.Kind, message, cause)
            {
                Provider = provider,
                Model = model,
                Status = exception.Status,
                Code = code,
                RequestId = id,
                RetryAfter = exception.RetryAfter,
                RateLimits = exception.RateLimits,
                IsOwnLimit = exception.IsOwnLimit,
                Attempts = exception.Attempts,
                PartialText = partial,
                Violations = violations,
                Remedy = remedy,
                ShouldRetry = exception.ShouldRetry,
                IsPermanent = exception.IsPermanent,
            };
    }

    /// <summary>The same with further secrets that this text alone may hold.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal string? CleanValues(string? text, IReadOnlyList<KnownSecret> further)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var found = new MaskedRanges();
        FindValues(TextReading.All(text), further, found);
        return found.Apply(text);
    }

    /// <summary>The same with further secrets, of any length, that this text alone may hold.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal string? Clean(string? text, IReadOnlyList<KnownSecret> further)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var found = new MaskedRanges();
        var readings = TextReading.All(text);
        FindValues(readings, further, found);
        foreach (var reading in readings)
        {
            SecretShapes.Find(reading, found);
            SecretFields.Find(reading, found, _known.ContainsKey);
        }

        return found.Apply(text);
    }

    private void FindValues(IReadOnlyList<TextReading> readings, IReadOnlyList<KnownSecret> further, MaskedRanges found)
    {
        var secrets = _known.Where(pair => pair.Key.Length >= MinSecretLength).Select(pair => pair.Value ?? (_known[pair.Key] = new KnownSecret(pair.Key))).Concat(further);
        foreach (var secret in secrets)
        {
            foreach (var reading in readings)
            {
                secret.Find(reading, found);
            }
        }
    }
}
