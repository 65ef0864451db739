using System.Collections;
using System.Management.Automation;

namespace Missy.Commands;

/// <content>Files that go with a question.</content>
public sealed partial class InvokeMissyAskCommand
{
    /// <summary>
    /// Images (PNG, JPEG, GIF, WebP), PDF and text: paths, wildcards too, files, or bytes. Images and PDF that are piped go along
    /// without it. An item's property counts where the item has a Prompt too, and with -Each; in gathered items it is data.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Attachment { get; set; }

    // Not by an attribute: that would refuse items, too, whose column of this name is empty.
    private void BeginAttachments()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Attachment)) && HoldsNothing(Attachment))
        {
            OrTerminate(() => throw new MissyException(ErrorKind.InvalidRequest, "-Attachment is given, and holds nothing.")
            {
                Remedy = "Give it paths, files from Get-ChildItem, or bytes; or leave it out.",
            });
        }
    }

    private AskRequest WithAttachments(AskRequest request) => !Counts(nameof(Attachment)) || HoldsNothing(Attachment)
        ? request
        : request.WithAttachments(AttachmentSource.Read(Attachment, SessionState));

    private static bool HoldsNothing(object? given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        ICollection items => items.Count == 0,
        _ => false,
    };
}
