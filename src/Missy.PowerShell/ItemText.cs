using System.Collections;
using System.Management.Automation;
using Missy.Attachments;
using Missy.Chat;
using PowerShellEngine = System.Management.Automation.PowerShell;

namespace Missy;

/// <summary>What a model gets to read of an object from the pipeline.</summary>
internal static class ItemText
{
    // What PowerShell itself takes: a live object, such as a process, holds half of the machine some levels down.
    private const int ObjectDepth = 2;

    /// <summary>A string is itself, a file its content under its name, a record of another stream its text, anything else JSON.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the file cannot be read as text, or there is no JSON of the object.</exception>
    public static string Of(PSObject item) => item.BaseObject switch
    {
        string text => text,
        FileInfo file => Read(file),
        PSCustomObject or IDictionary or IList => Json(item),
        var other => RecordText.Of(other) ?? Json(item, ObjectDepth),
    };

    /// <summary>What a question came from, for records that are exported: data as JSON, anything else as it calls itself.</summary>
    public static string Brief(object item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        PSCustomObject or IDictionary or IList => Json(item),
        var other => LanguagePrimitives.ConvertTo<string>(other) ?? "",
    };

    /// <summary>Dictionaries, lists and values as JSON, by PowerShell's own rules. Only on a pipeline's thread.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: there is no JSON of it.</exception>
    public static string Json(object item) => Json(ItemData.Of(item), ItemData.Depth + 1);

    private static string Json(object? item, int depth)
    {
        using var engine = PowerShellEngine.Create(RunspaceMode.CurrentRunspace);
        engine
            .AddCommand(@"Microsoft.PowerShell.Utility\ConvertTo-Json")
            .AddParameter("InputObject", item)
            .AddParameter("Compress")
            .AddParameter("Depth", depth)
            .AddParameter("WarningAction", ActionPreference.Ignore);
        try
        {
            return engine.Invoke<string>()[0];
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            // One item is at fault, and those that come after it are not.
            throw new MissyException(ErrorKind.InvalidRequest, $"There is no JSON of the object to send: {exception.Message}", exception)
            {
                Remedy = "Send text, or the properties of it that matter: Select-Object Name, Status.",
            };
        }
    }

    private static string Read(FileInfo file) => Attachment.Read(file.FullName) is TextPart { FileName: not null } text
        ? text.Text.TrimEnd()
        : throw new MissyException(ErrorKind.InvalidRequest, $"'{file.FullName}' is not UTF-8 text.")
        {
            Remedy = "Ask about it with a prompt: Get-Item picture.png | ask 'What is this?'.",
        };
}
