namespace Missy.Cli.Commands;

/// <summary>Puts the question together from the command line and from what is piped in.</summary>
internal static class PromptText
{
    /// <summary>Piped input, a blank line, the words of the command line; null when there is neither.</summary>
    public static async Task<string?> ReadAsync(string[] words, Terminal terminal, CancellationToken cancellationToken)
    {
        var prompt = string.Join(' ', words).Trim();
        if (!terminal.InputRedirected)
        {
            return prompt.Length > 0 ? prompt : null;
        }

        // A read from a pipe cannot be called off; it is left behind instead.
        var piped = (await Task.Run(terminal.In.ReadToEnd, CancellationToken.None).WaitAsync(cancellationToken)).TrimEnd();
        return (piped.Length, prompt.Length) switch
        {
            (0, 0) => null,
            (0, _) => prompt,
            (_, 0) => piped,
            _ => $"{piped}\n\n{prompt}",
        };
    }
}
