using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>Headers by name; each value is a secret reference or the text itself.</summary>
internal sealed class HeadersKind : Kind<IReadOnlyDictionary<string, SecretReference>>
{
    /// <summary>Headers that frame the message or say whom it is for; the client sets them.</summary>
    private static readonly string[] Framing = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer"];

    internal static HeadersKind Instance { get; } = new();

    internal override Kind Values => SecretTextKind.Instance;

    internal override string Expects => "a mapping of header names to values";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, SecretReference> value)
    {
        value = null;
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            return false;
        }

        var mark = scope.Context.Mark();
        var headers = new Dictionary<string, SecretReference>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in scope.Unique(map, StringComparer.OrdinalIgnoreCase))
        {
            var name = entry.Key.Text.Trim();
            if (!IsToken(name))
            {
                // Not named: a whole header line pasted as a key holds its value too.
                BadForm(entry.Key, scope, "A header name holds characters that are not allowed.", "Use letters, digits and hyphens before the colon, and quote the value after it.");
            }
            else if (Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                scope.At(name).Error(entry.Key, DiagnosticCodes.ReservedOption, "This header is set by Missy.", "Remove it; the address belongs into base_url.");
            }
            else if (ReadValue(entry.Value, scope.At(name)) is { } secret)
            {
                headers[name] = secret;
            }
        }

        value = scope.Context.ErrorsSince(mark) is null ? headers : null;
        return value is not null;
    }

    private SecretReference? ReadValue(YamlNode node, ReadScope scope)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            scope.Error(node, DiagnosticCodes.WrongType, $"Expected text, found {node.Description}.", $"Write {SecretTextKind.Instance.Expects}, or remove the header.");
            return null;
        }

        if (!SecretReference.TryParse(scalar.Text, out var secret, out var problem))
        {
            BadForm(node, scope, problem, $"Write {SecretTextKind.Instance.Expects}.");
            return null;
        }

        if (secret.Kind == SecretKind.Literal && !secret.Value.All(static c => c is '\t' or (>= ' ' and < '\x7f')))
        {
            BadForm(node, scope, "The value holds line breaks or characters that no HTTP header can carry.", "Write it on one line, in ASCII.");
            return null;
        }

        return secret;
    }

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
