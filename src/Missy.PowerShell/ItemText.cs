using System.Collections;
using System.Management.Automation;
using Missy.Attachments;
using Missy.Chat;
using PowerShellEngine = System.Management.Automation.PowerShell;

namespace Missy;

/// <summary>What a model gets to read of an object from the pipeline.</summary>
internal static class ItemText
{
    private const int DataDepth = 32;

    // What PowerShell itself takes: a live object, such as a process, holds half of the machine some levels down.
    private const int ObjectDepth = 2;

    /// <summary>A string is itself, a file its content under its name, anything else JSON.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the file cannot be read as text.</exception>
    public static string Of(PSObject item) => item.BaseObject switch
    {
        string text => text,
        FileInfo file => Read(file),
        PSCustomObject or IDictionary or IList => Json(item, DataDepth),
        _ => Json(item, ObjectDepth),
    };

    /// <summary>What a question came from, for records that are exported: data as JSON, anything else as it calls itself.</summary>
    public static string Brief(object item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        PSCustomObject or IDictionary or IList => Json(item),
        var other => LanguagePrimitives.ConvertTo<string>(other) ?? "",
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

    private static string Read(FileInfo file) => Attachment.Read(file.FullName) is TextPart { FileName: not null } text
        ? text.Text.TrimEnd()
        : throw new MissyException(ErrorKind.InvalidRequest, $"'{file.FullName}' is not UTF-8 text.")
        {
            Remedy = "Ask about it with a prompt: Get-Item picture.png | ask 'What is this?'.",
        };
}
