using System.Security.Cryptography;
using System.Text;
using Missy.Configuration.Files;

namespace Missy.Configuration;

/// <summary>What a place held when it was looked at: the text of a configuration, or why there is none. Nothing of it is understood yet.</summary>
/// <param name="Location">The place.</param>
/// <param name="Stamp">How the file looked before it was read, so that a change in between is seen.</param>
/// <param name="Text">The text; null when there is none.</param>
/// <param name="Problem">The findings that refuse it; null when it was read, and when nothing is there and nothing need be.</param>
/// <param name="Doubt">What is doubtful about the file.</param>
internal sealed record ConfigSource(ConfigLocation Location, FileStamp Stamp, string? Text, ConfigResult? Problem, FileFault? Doubt)
{
    /// <summary>The SHA-256 of the text in hexadecimal, as Get-FileHash has it; null when there is none.</summary>
    public string? Hash => Text is null ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Looks at a place.</summary>
    public static ConfigSource Read(ConfigLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var stamp = FileStamp.Of(location.Path);
        if (location.Path is null || (!location.MustExist && !Path.Exists(location.Path)))
        {
            return new ConfigSource(location, stamp, null, null, null);
        }

        var (text, problem, doubt) = FileText.Read(location.Path);
        return new ConfigSource(location, stamp, text, problem, doubt);
    }

    /// <summary>Whether the other look saw the same.</summary>
    public bool SawTheSame(ConfigSource other) => Location == other.Location
        && Text == other.Text
        && Problem?.Diagnostics[0] == other.Problem?.Diagnostics[0];

    /// <summary>Understands it. What is wrong with it becomes findings.</summary>
    /// <param name="known">The service names that exist.</param>
    public ConfigResult Parse(KnownNames known)
    {
        if (Problem is not null || Text is null)
        {
            return Problem ?? ConfigResult.Nothing;
        }

        var result = ConfigReader.Read(Text, Location.Path, known);
        return Doubt is null ? result : result with { Diagnostics = [FileProblem.Doubtful(Location.Path!, Doubt), .. result.Diagnostics] };
    }
}
