namespace Missy.Configuration.Yaml;

/// <summary>Why a text cannot be read as a configuration's YAML. Its message and remedy never repeat what the text holds.</summary>
internal sealed class YamlProblem(int line, int column, string code, string message, string remedy) : Exception(message)
{
    internal int Line { get; } = line;

    internal int Column { get; } = column;

    internal string Code { get; } = code;

    internal string Remedy { get; } = remedy;
}
