namespace Missy.Configuration.Schema;

/// <summary>Whatever the user likes, as deep as he likes.</summary>
internal sealed class FreeKind : Kind
{
    internal static FreeKind Instance { get; } = new();

    internal override string Expects => "any value";

    internal override Kind Entries => this;

    internal override Kind Items => this;

    internal override bool TakesText(string text) => true;

    internal override void WriteSchema(SchemaWriter writer, bool orNull)
    {
        // Nothing is said, so everything is valid.
    }
}
