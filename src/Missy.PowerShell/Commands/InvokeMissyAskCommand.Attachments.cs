using System.Management.Automation;

namespace Missy.Commands;

/// <content>Files that go with a question.</content>
public sealed partial class InvokeMissyAskCommand
{
    private bool _attachmentsAreItems;
    private bool _gathered;

    /// <summary>
    /// Images (PNG, JPEG, GIF, WebP), PDF and text: paths, wildcards too, files, or bytes. Images and PDF that are piped go along
    /// without it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public object? Attachment { get; set; }

    private protected override void Gather(Question question)
    {
        if (_attachmentsAreItems)
        {
            _gathered = true;
            question.Attachments.AddRange(AttachmentSource.Read(Attachment, SessionState));
        }
    }

    private void BeginAttachments() => _attachmentsAreItems = Attachment is null;

    private AskRequest WithAttachments(AskRequest request) =>
        _gathered ? request : request.WithAttachments(AttachmentSource.Read(Attachment, SessionState));
}
