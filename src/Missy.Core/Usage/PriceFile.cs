using Missy.Configuration;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Usage;

/// <summary>
/// Reads a user's price file, which adds to the catalogue's prices and wins over them. It is YAML, of which JSON is a part. The
/// file must be as safe as the configuration, since budgets go by it.
/// </summary>
internal static class PriceFile
{
    private static readonly Field<DateOnly?> AsOf = Field.OptionalValue("as_of", DayKind.Instance, "The day for which the prices hold, where an entry does not say.");
    private static readonly Field<IReadOnlyList<PriceEntry>> Prices = new("prices", PricesKind.Instance, [], "The prices.");

    private static readonly Section<IReadOnlyList<PriceEntry>> Root = new(
        [AsOf, Prices],
        static (values, _) => [.. values.Get(Prices).Select(entry => entry with { AsOf = entry.AsOf ?? values.Get(AsOf) })]);

    /// <summary>The prices, and every finding. A file that cannot be used has no price.</summary>
    /// <param name="path">The file.</param>
    /// <param name="configured">The registry names of the configuration.</param>
    /// <param name="known">The service names that exist.</param>
    public static (IReadOnlyList<PriceEntry> Prices, IReadOnlyList<Diagnostic> Findings) Read(
        string path, IReadOnlyList<string> configured, KnownNames known)
    {
        if (!Path.Exists(path))
        {
            return ([], [Finding(path, 1, 1, DiagnosticCodes.FileNotFound, "The price file does not exist.", "Check usage.prices of the configuration: a relative path is beside that file.")]);
        }

        var (text, problem, doubt) = FileText.Read(path);
        if (problem is not null)
        {
            return ([], problem.Diagnostics);
        }

        var (prices, findings) = Parse(text!, path, configured, known);
        return (prices, doubt is null ? findings : [FileProblem.Doubtful(path, doubt), .. findings]);
    }

    /// <summary>The prices in a text, and every finding.</summary>
    internal static (IReadOnlyList<PriceEntry> Prices, IReadOnlyList<Diagnostic> Findings) Parse(
        string text, string path, IReadOnlyList<string> configured, KnownNames known)
    {
        try
        {
            var context = new ReadContext(path, known) { Configured = configured };
            var root = YamlReader.Read(text.TrimStart('\uFEFF'));
            return root is null or { IsNull: true } || !Root.TryRead(root, new ReadScope(context, ""), out var prices)
                ? ([], context.Diagnostics)
                : (prices, context.Diagnostics);
        }
        catch (YamlProblem problem)
        {
            return ([], [Finding(path, problem.Line, problem.Column, problem.Code, problem.Message, problem.Remedy)]);
        }
    }

    private static Diagnostic Finding(string path, int line, int column, string code, string message, string remedy) =>
        new(path, line, column, code, DiagnosticSeverity.Error, "", message, remedy);
}
