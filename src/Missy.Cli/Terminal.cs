using System.Text;

namespace Missy.Cli;

/// <summary>The three streams, and whether a person sits at them.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool InputRedirected, bool OutputRedirected)
    : IDisposable
{
    /// <summary>The process's own streams, UTF-8 without a byte order mark.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = utf8;
        }

        return new Terminal(
            new StreamReader(Console.OpenStandardInput(), utf8),
            new StreamWriter(Console.OpenStandardOutput(), utf8),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            Console.IsInputRedirected,
            Console.IsOutputRedirected);
    }

    /// <summary>
    /// Text of a model as it may be shown: to a person without control characters, which could make a terminal do things;
    /// to a program as it is.
    /// </summary>
    public string Shown(string text) =>
        OutputRedirected || !text.Any(IsUnsafe) ? text : string.Concat(text.Where(letter => !IsUnsafe(letter)));

    public void Dispose()
    {
        In.Dispose();
        try
        {
            Out.Dispose();
        }
        catch (IOException)
        {
            // Whoever read our output has gone: there is nobody left to tell.
            Error.Flush();
        }

        Error.Dispose();
    }

    private static bool IsUnsafe(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
}
