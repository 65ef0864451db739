using System.Management.Automation;

namespace Missy;

/// <summary>The name that a value of -Session means.</summary>
internal static class SessionName
{
    /// <summary>Reads it: the property Name where there is one, as a session from a job or a file has it, else the value as text.</summary>
    /// <param name="given">The value as it was bound: what is beneath a <see cref="PSObject"/> may have neither name nor text.</param>
    public static string Of(object given) =>
        LanguagePrimitives.ConvertTo<string>(PSObject.AsPSObject(given).Properties["Name"]?.Value ?? given);
}
