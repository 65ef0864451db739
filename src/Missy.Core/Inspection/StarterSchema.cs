using System.Text;
using System.Text.Json;
using Missy.Configuration;

namespace Missy.Inspection;

/// <summary>The schema's file beside a configuration. What somebody else put there stays.</summary>
internal static class StarterSchema
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Why the file may not be written, as a sentence; null = it may. Nothing is changed.</summary>
    internal static string? ProblemAt(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return !Path.Exists(path) && file.LinkTarget is null ? null
                : file.LinkTarget is null && file.Exists && IsOurs(file) ? null
                : $"'{path}' is there and not a schema of Missy's, so it stays as it is, and editors are not told of one.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be read, so editors are not told of a schema: {exception.Message}";
        }
    }

    /// <summary>Writes it where it is not there yet or differs.</summary>
    /// <returns>Why it cannot be written, as a sentence; null = it is there.</returns>
    internal static string? Write(string path, string schema)
    {
        try
        {
            if (!File.Exists(path) || File.ReadAllText(path) != schema)
            {
                ConfigFileWriter.WriteNew(path, schema, overwrite: true);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be written, so editors are not told of a schema: {exception.Message}";
        }
    }

    private static bool IsOurs(FileInfo file)
    {
        if (file.Length > Largest)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file.FullName, Encoding.UTF8));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("title", out var title)
                && title.ValueKind == JsonValueKind.String
                && title.ValueEquals(ConfigSchema.Title);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
