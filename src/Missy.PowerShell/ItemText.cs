using System.Collections;
using System.Management.Automation;
using System.Text;
using PowerShellEngine = System.Management.Automation.PowerShell;

namespace Missy;

/// <summary>What a model gets to read of an object from the pipeline.</summary>
internal static class ItemText
{
    private const int DataDepth = 32;

    // What PowerShell itself takes: a live object, such as a process, holds half of the machine some levels down.
    private const int ObjectDepth = 2;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A string is itself, a file its content under its name, anything else JSON.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the file cannot be read as text.</exception>
    public static string Of(PSObject item) => item.BaseObject switch
    {
        string text => text,
        FileInfo file => $"{file.Name}:\n{Read(file)}",
        PSCustomObject or IDictionary or IList => Json(item, DataDepth),
        _ => Json(item, ObjectDepth),
    };

    /// <summary>Dictionaries, lists and values as JSON, by PowerShell's own rules. Only on a pipeline's thread.</summary>
    public static string Json(object item) => Json(item, DataDepth);

    private static string Json(object item, int depth)
    {
        using var engine = PowerShellEngine.Create(RunspaceMode.CurrentRunspace);
        var json = engine
            .AddCommand(@"Microsoft.PowerShell.Utility\ConvertTo-Json")
            .AddParameter("InputObject", item)
            .AddParameter("Compress")
            .AddParameter("Depth", depth)
            .AddParameter("WarningAction", ActionPreference.Ignore)
            .Invoke<string>();
        return json[0];
    }

    private static string Read(FileInfo file)
    {
        try
        {
            var text = _strict.GetString(File.ReadAllBytes(file.FullName));
            return text.Contains('\0', StringComparison.Ordinal) ? throw NotText(file, null) : text.TrimStart('\uFEFF').TrimEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw NotText(file, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{file.FullName}' cannot be read: {exception.Message}", exception);
        }
    }

    private static MissyException NotText(FileInfo file, Exception? cause) =>
        new(ErrorKind.InvalidRequest, $"'{file.FullName}' is not UTF-8 text.", cause)
        {
            Remedy = "Pipe text files, or what a command makes of the file.",
        };
}
