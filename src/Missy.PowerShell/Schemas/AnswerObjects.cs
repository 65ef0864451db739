using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json;

namespace Missy.Schemas;

/// <summary>Makes of an answer what the pipeline gets: objects with properties, or instances of a type.</summary>
internal static class AnswerObjects
{
    // It was read before, and is as deep as that allowed.
    private const int MostLevels = 1000;

    /// <summary>Converts an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="type">The type; null for objects with properties.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.MalformedResponse"/>: it fits the schema and cannot become the type all the same.</exception>
    public static object? Of(Response response, Type? type)
    {
        if (type is null)
        {
            return Plain(response.Object);
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content, new JsonDocumentOptions { MaxDepth = MostLevels });
            return TypedAnswer.Of(document.RootElement, type);
        }
        catch (Exception exception) when (exception is InvalidCastException or TargetInvocationException { InnerException: not PipelineStoppedException } or ArgumentException)
        {
            var cause = exception is TargetInvocationException ? exception.InnerException! : exception;
            throw new MissyException(ErrorKind.MalformedResponse, $"The answer of {response.Provider} cannot become a {type.Name}: {cause.Message}", exception)
            {
                Provider = response.Provider,
                Model = response.Model,
                PartialText = response.Content,
                Remedy = "Say with validation attributes what its properties may be, or leave the type and take the object as it is.",
            };
        }
    }

    /// <summary>A value of plain .NET objects, with objects that have properties in place of dictionaries.</summary>
    public static object? Plain(object? value) => value switch
    {
        IDictionary members when HasProperties(members) => Properties(members),
        object[] items => Array.ConvertAll(items, Plain),
        _ => value,
    };

    // PowerShell tells names apart by their letters and not by their case: such an object stays a dictionary.
    private static bool HasProperties(IDictionary members)
    {
        var names = members.Keys.Cast<string>().ToList();
        return !names.Contains("") && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;
    }

    private static PSObject Properties(IDictionary members)
    {
        var result = new PSObject();
        foreach (DictionaryEntry member in members)
        {
            result.Properties.Add(new PSNoteProperty((string)member.Key, Plain(member.Value)));
        }

        return result;
    }
}
