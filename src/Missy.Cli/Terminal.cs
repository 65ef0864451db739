using System.Text;

namespace Missy.Cli;

/// <summary>The three streams, and whether a person sits at them.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool InputRedirected, bool OutputRedirected)
    : IDisposable
{
    /// <summary>Whether the streams are the process's own console, which can be asked for keys and obeys control sequences.</summary>
    public bool IsConsole { get; private init; }

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
            new StreamWriter(StandardOutput.Open(), utf8),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            Console.IsInputRedirected,
            Console.IsOutputRedirected)
        {
            IsConsole = !Console.IsInputRedirected && !Console.IsOutputRedirected && ControlSequences.Enable(),
        };
    }

    public void Dispose()
    {
        In.Dispose();
        try
        {
            Out.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What could not be written has been reported, or its reader has gone and there is nobody left to tell.
            Error.Flush();
        }

        Error.Dispose();
    }
}
