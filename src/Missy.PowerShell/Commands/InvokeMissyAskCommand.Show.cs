using System.Management.Automation;

namespace Missy.Commands;

/// <content>Answers that the host shows while they come.</content>
public sealed partial class InvokeMissyAskCommand
{
    /// <summary>Writes the answer's text to the host while it comes, and then the response.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    private void PumpShown(AskRequest request)
    {
        var host = new HostText(this);
        try
        {
            Pump(token => Client.StreamAsync(request, Caller, token), chunk => Write(chunk, host));
        }
        catch (MissyException)
        {
            // The error begins on a line of its own.
            host.EndLine();
            throw;
        }
    }

    private void Write(Chunk chunk, HostText host)
    {
        if (chunk.Kind == "text")
        {
            // From here on the line may be begun that a progress bar would stand on.
            _stages = null;
            host.Write(chunk.Text);
        }
        else if (chunk.Kind == "done")
        {
            host.EndLine();
        }

        if (Stream)
        {
            Write(chunk);
        }
        else if (chunk.Response is { } response)
        {
            Write(response);
        }
    }
}
