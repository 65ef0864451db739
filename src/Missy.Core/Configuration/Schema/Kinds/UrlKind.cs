using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>An absolute http or https address without user info, query and fragment.</summary>
internal sealed class UrlKind : Kind<Uri>
{
    private static readonly TextKind Text = new("an address such as https://host.example/v1", 2048);

    internal static UrlKind Instance { get; } = new();

    internal override string Expects => Text.Expects;

    internal override bool TakesText(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text(@"^\s*[hH][tT][tT][pP][sS]?://[^\s/?#@]+(?:/[^?#]*)?$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out Uri value)
    {
        value = null;
        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        // ToString and AbsoluteUri would show them, so credentials must not get into the record at all.
        var (problem, remedy) = Uri.TryCreate(text, UriKind.Absolute, out var uri) switch
        {
            false => ("The text is not an absolute address.", $"Write {Expects}."),
            _ when uri!.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps => ("The address is neither http nor https.", "Start it with https://, or with http:// for a local service."),
            _ when uri.Host.Length == 0 => ("The address has no host.", $"Write {Expects}."),
            _ when uri.UserInfo.Length > 0 => ("The address holds a user name or password.", "Remove it from the address; credentials belong into api_key or headers."),
            _ when uri.Query.Length > 0 || uri.Fragment.Length > 0 || text.Contains('?') || text.Contains('#') => ("The address has a query or a fragment.", "Remove everything from ? or # on; keys belong into api_key or headers."),
            _ => ("", ""),
        };
        if (problem.Length > 0)
        {
            BadForm(node, scope, problem, remedy);
            return false;
        }

        value = uri!;
        return true;
    }
}
