namespace Missy.Configuration;

/// <summary>The codes of configuration diagnostics. A code keeps its meaning for ever; a retired one is not used again.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file that was asked for does not exist.</summary>
    public const string FileNotFound = "MSY1001";

    /// <summary>The file exists and cannot be read.</summary>
    public const string FileUnreadable = "MSY1002";

    /// <summary>The file is larger than the reader accepts.</summary>
    public const string FileTooLarge = "MSY1003";

    /// <summary>The file is not UTF-8 text.</summary>
    public const string NotUtf8 = "MSY1004";

    /// <summary>The text is not YAML.</summary>
    public const string YamlSyntax = "MSY1005";

    /// <summary>The text uses a part of YAML that a configuration may not use: tags, several documents, deep nesting, huge expansions.</summary>
    public const string YamlNotSupported = "MSY1006";

    /// <summary>The same key is given twice in one mapping.</summary>
    public const string DuplicateKey = "MSY1007";

    /// <summary>The file is written for another version of the format.</summary>
    public const string UnsupportedVersion = "MSY1008";

    /// <summary>A file that held a configuration has nothing in it any more.</summary>
    public const string FileEmpty = "MSY1009";

    /// <summary>A configuration that is right by itself and yet cannot be put into effect.</summary>
    public const string FileUnusable = "MSY1010";

    /// <summary>A key that is not known. A warning: the key has no effect.</summary>
    public const string UnknownKey = "MSY1101";

    /// <summary>A value of the wrong kind, such as text where a number is expected.</summary>
    public const string WrongType = "MSY1102";

    /// <summary>A number, a text or a list outside the accepted range.</summary>
    public const string OutOfRange = "MSY1103";

    /// <summary>A word that is none of the accepted ones.</summary>
    public const string UnknownWord = "MSY1104";

    /// <summary>Text of the right kind that does not have the right form: URL, header, address range, secret reference.</summary>
    public const string BadForm = "MSY1105";

    /// <summary>A key that an entry must have is missing.</summary>
    public const string MissingKey = "MSY1106";

    /// <summary>Two settings that contradict each other.</summary>
    public const string Contradiction = "MSY1107";

    /// <summary>A name that cannot be used for a provider, an alias or a purpose.</summary>
    public const string BadName = "MSY1201";

    /// <summary>Two entries with the same name.</summary>
    public const string DuplicateName = "MSY1202";

    /// <summary>A service name that is neither a wire protocol nor in the catalogue.</summary>
    public const string UnknownService = "MSY1203";

    /// <summary>A reference to a provider that is not configured.</summary>
    public const string UnknownProvider = "MSY1204";

    /// <summary>An option that the request itself sets.</summary>
    public const string ReservedOption = "MSY1205";

    /// <summary>A setting that never has an effect because another one takes precedence. A warning.</summary>
    public const string NoEffect = "MSY1206";

    /// <summary>The file belongs to another user, or others may write to it.</summary>
    public const string UnsafeFile = "MSY1301";

    /// <summary>The user's own primary group may write to the file. A warning.</summary>
    public const string DoubtfulFile = "MSY1302";

    /// <summary>An edit wrote a secret itself into the file, not a reference to it. A warning.</summary>
    public const string SecretInClear = "MSY1303";
}
