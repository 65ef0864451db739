using System.Text;
using Missy.Network;

namespace Missy.Cli.Output;

/// <summary>Standard error: every line of it loses its secrets, whoever wrote it.</summary>
internal sealed class RedactingWriter(TextWriter inner) : TextWriter
{
    private readonly object _lock = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        lock (_lock)
        {
            _line.Append(value);
            if (value == '\n')
            {
                WriteOut();
            }
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            WriteOut();
            inner.Flush();
        }
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteOut()
    {
        inner.Write(Redactor.Process.Clean(_line.ToString()));
        _line.Clear();
    }
}
