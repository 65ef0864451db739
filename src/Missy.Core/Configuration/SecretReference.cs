using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Missy.Configuration;

/// <summary>
/// A secret as the configuration names it: by reference, or literally. Immutable. A literal never shows in
/// <see cref="ToString"/>, a debugger, or serialised form; what a reference points at is not read here.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SecretReference : IEquatable<SecretReference>
{
    internal const string Mask = "***";

    private const string FilePrefix = "file:";
    private const string CommandPrefix = "cmd:";
    private const string VaultPrefix = "secret://";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    private SecretReference(SecretKind kind, string value, string? vault = null)
    {
        Kind = kind;
        Vault = vault;
        _value = value;
    }

    /// <summary>Where the secret comes from.</summary>
    public SecretKind Kind { get; }

    /// <summary>The vault of a <c>secret://Vault/Name</c> reference; null for every other kind.</summary>
    public string? Vault { get; }

    /// <summary>The reference in the form the file uses; three asterisks for a literal.</summary>
    public string Display => Kind switch
    {
        SecretKind.Environment => "$" + _value,
        SecretKind.File => FilePrefix + _value,
        SecretKind.Command => CommandPrefix + _value,
        SecretKind.Vault => $"{VaultPrefix}{Vault}/{_value}",
        _ => Mask,
    };

    /// <summary>
    /// What the reference holds: the variable's name, the path, the command line, the entry's name in the vault, or the
    /// secret itself for a literal. Not for printing.
    /// </summary>
    internal string Value => _value;

    /// <summary>
    /// Reads a reference: <c>$NAME</c> and <c>${NAME}</c>, <c>secret://Vault/Name</c>, <c>file:PATH</c>, <c>cmd:COMMAND</c>;
    /// <c>$$x</c> is the literal <c>$x</c>, any other text is a literal. White space around the text is dropped.
    /// </summary>
    /// <param name="text">The text from the file.</param>
    /// <exception cref="FormatException">The text starts like a reference and is not one. The message does not repeat it.</exception>
    public static SecretReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    internal static bool TryParse(
        string text,
        [NotNullWhen(true)] out SecretReference? reference,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        (reference, problem) = text switch
        {
            "" => (null, "The secret is empty."),
            ['$', '$', ..] => (new SecretReference(SecretKind.Literal, text[1..]), null),
            ['$', ..] => Variable(text),
            _ when text.StartsWith(VaultPrefix, StringComparison.OrdinalIgnoreCase) => InVault(text[VaultPrefix.Length..]),
            _ when text.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase) => After(SecretKind.File, text[FilePrefix.Length..]),
            _ when text.StartsWith(CommandPrefix, StringComparison.OrdinalIgnoreCase) => After(SecretKind.Command, text[CommandPrefix.Length..]),
            _ => (new SecretReference(SecretKind.Literal, text), (string?)null),
        };
        return reference is not null;
    }

    /// <summary>The same as <see cref="Display"/>.</summary>
    public override string ToString() => Display;

    /// <summary>Whether both name the same secret in the same way.</summary>
    /// <param name="other">The other reference.</param>
    public bool Equals(SecretReference? other) =>
        other is not null && Kind == other.Kind && Vault == other.Vault && _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Vault, _value);

    private static (SecretReference?, string?) Variable(string text)
    {
        var name = text is ['$', '{', .., '}'] ? text[2..^1].Trim() : text[1..];
        return EnvironmentName.IsValid(name)
            ? (new SecretReference(SecretKind.Environment, name), null)
            : (null, "The text starts with $ and does not name an environment variable.");
    }

    private static (SecretReference?, string?) InVault(string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < rest.Length - 1
            ? (new SecretReference(SecretKind.Vault, rest[(slash + 1)..], rest[..slash]), null)
            : (null, "A vault reference needs a vault and a name.");
    }

    private static (SecretReference?, string?) After(SecretKind kind, string rest)
    {
        rest = rest.Trim();
        return rest.Length > 0
            ? (new SecretReference(kind, rest), null)
            : (null, kind == SecretKind.File ? "No path follows file:." : "No command follows cmd:.");
    }
}
