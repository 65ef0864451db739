using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Missy.Tools;

/// <summary>
/// What a model gets to read of a tool's output, a line an object: text as it is, data as JSON, and of a live object the
/// properties that PowerShell shows of it, or where it does not say which, the plain values among all.
/// </summary>
internal static class ToolText
{
    // Less than the most that a result may have, so that what is left out is said in objects.
    private const int Most = 99_000;

    private static readonly string[] _fileProperties = ["FullName", "Length", "LastWriteTime", "Mode"];

    /// <summary>The text of an output. Only on a pipeline's thread.</summary>
    public static string Of(IReadOnlyList<PSObject?> output)
    {
        var text = new StringBuilder();
        for (var index = 0; index < output.Count; index++)
        {
            if (text.Length > Most)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n[{output.Count - index} more objects are left out. Ask for less.]");
                break;
            }

            if (output[index] is { } item)
            {
                text.Append(text.Length > 0 ? "\n" : "").Append(Of(item));
            }
        }

        return text.ToString();
    }

    private static string Of(PSObject item) => item.BaseObject switch
    {
        string text => text,
        DateTime or DateTimeOffset or bool or Enum => Plain(item.BaseObject)!.ToString()!,
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        PSCustomObject or IDictionary or IList => ItemText.Of(item),
        FileSystemInfo => ItemText.Json(Properties(item, _fileProperties)),
        _ => ItemText.Json(Properties(item, Shown(item))),
    };

    private static IEnumerable<string> Shown(PSObject item)
    {
        var standard = item.Members["PSStandardMembers"] as PSMemberSet;
        return standard?.Members["DefaultDisplayPropertySet"] is PSPropertySet shown
            ? shown.ReferencedPropertyNames
            : item.Properties.Select(property => property.Name).Where(name => !name.StartsWith("PS", StringComparison.Ordinal));
    }

    private static OrderedDictionary Properties(PSObject item, IEnumerable<string> names)
    {
        var values = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (Value(item, name) is { } value)
            {
                values[name] = value;
            }
        }

        return values;
    }

    private static object? Value(PSObject item, string name)
    {
        try
        {
            return Plain(item.Properties[name]?.Value);
        }
        catch (RuntimeException)
        {
            // A property that cannot be read, such as of a process that has ended, is not there.
            return null;
        }
    }

    private static object? Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Enum or TimeSpan or Uri or Version or Guid => LanguagePrimitives.ConvertTo<string>(value),
        string or bool or IConvertible => value,
        _ => null,
    };
}
