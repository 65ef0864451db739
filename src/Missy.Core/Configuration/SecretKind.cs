namespace Missy.Configuration;

/// <summary>Where a secret comes from.</summary>
public enum SecretKind
{
    /// <summary>Written in the file itself.</summary>
    Literal,

    /// <summary>An environment variable of this process.</summary>
    Environment,

    /// <summary>The content of a file.</summary>
    File,

    /// <summary>The output of a command.</summary>
    Command,

    /// <summary>An entry of a SecretManagement vault.</summary>
    Vault,
}
