using System.Management.Automation;
using Missy.Inspection;

namespace Missy;

/// <summary>
/// Shows a text that comes in pieces, as <c>Write-Host</c> would: the host prints it, and the information stream, jobs and
/// transcripts get it too. What could make a terminal do things is left out.
/// </summary>
internal sealed class HostText(Cmdlet command)
{
    private static readonly string[] _forHost = ["PSHOST"];
    private readonly TerminalText _filter = new();
    private bool _withinLine;

    /// <summary>Shows the next piece.</summary>
    public void Write(string piece)
    {
        var text = _filter.Next(piece);
        if (text.Length > 0)
        {
            _withinLine = text[^1] != '\n';
            Send(text, noNewLine: true);
        }
    }

    /// <summary>Lets what follows begin on a line of its own.</summary>
    public void EndLine()
    {
        if (_withinLine)
        {
            _withinLine = false;
            Send("", noNewLine: false);
        }
    }

    private void Send(string text, bool noNewLine) =>
        command.WriteInformation(new HostInformationMessage { Message = text, NoNewLine = noNewLine }, _forHost);
}
