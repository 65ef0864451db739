namespace Missy.Configuration.Schema;

/// <summary>The keys of one entry of <c>network.rest_policies:</c>.</summary>
internal static class RestPolicySection
{
    private static readonly Field<string?> Host = Field.Optional("host", DomainKind.RuleHost, "The host that the rule is about.");
    private static readonly Field<string?> Method = Field.Optional("method", new TextKind("an HTTP method, or \"*\" for every method", 20), "The HTTP method; absent = every one.");
    private static readonly Field<string?> Path = Field.Optional("path", new TextKind("a path such as /v1/**", 2048), "The path: * within a segment, ** across segments; absent = every one.");
    private static readonly Field<RestAction?> Action = Field.OptionalValue("action", new WordKind<RestAction>(("allow", RestAction.Allow), ("deny", RestAction.Deny)), "What the rule says.");

    private static readonly Field[] Required = [Host, Action];

    internal static Section<RestPolicy> Section { get; } = new([Host, Method, Path, Action], Build) { Required = Required };

    private static RestPolicy? Build(FieldValues values, ReadScope scope)
    {
        foreach (var field in Required)
        {
            if (!values.Has(field))
            {
                scope.Error(values.Map, DiagnosticCodes.MissingKey, $"The rule has no {field.Name}.", $"Add {field.Name}: with {field.Kind.Expects}.");
            }
        }

        var (method, path) = (values.Get(Method) ?? "*", values.Get(Path) ?? "/**");
        if (method != "*" && !method.All(char.IsAsciiLetter))
        {
            Method.Kind.BadForm(values.NodeOf(Method), scope.At(Method.Name), "This is not an HTTP method.");
        }

        if (!path.StartsWith('/') || path.Contains('?') || path.Contains('#'))
        {
            Path.Kind.BadForm(values.NodeOf(Path), scope.At(Path.Name), "The path does not start with a slash, or has a query.");
        }

        return values.Get(Host) is { } host && values.Get(Action) is { } action
            ? new RestPolicy(host, method.ToUpperInvariant(), path, action)
            : null;
    }
}
