using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Missy.Sessions.Files;

/// <summary>
/// Names of files for names of sessions, whatever these hold: one for all spellings of a name, another for another name, and
/// valid on every system.
/// </summary>
internal static class SessionFileName
{
    public const string Extension = ".jsonl";
    private const int Longest = 120;

    private static readonly HashSet<string> Devices = new(StringComparer.Ordinal)
    {
        "con", "prn", "aux", "nul",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    public static string Of(string session)
    {
        // Names are told apart as their upper case is.
        var name = session.ToUpperInvariant().ToLowerInvariant();
        var safe = new StringBuilder(name.Length);
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            var letter = (char)value;
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-')
            {
                safe.Append(letter);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"%{value:x2}");
            }
        }

        if (Devices.Contains(safe.ToString()))
        {
            safe.Insert(0, '%');
        }

        if (safe.Length > Longest)
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32].ToLowerInvariant();
            safe.Length = Longest - hash.Length - 1;
            safe.Append('~').Append(hash);
        }

        return safe.Append(Extension).ToString();
    }
}
