namespace Missy.Structured;

/// <summary>One way in which a value does not fit its schema.</summary>
/// <param name="Path">Where in the value, such as <c>$.people[0].age</c>.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record Violation(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} {Message}";
}
