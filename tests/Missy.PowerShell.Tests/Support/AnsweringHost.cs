#nullable disable
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MissyTests
{
    /// <summary>A host whose user makes the same choice at every question. Compiled by the suites that need it, in PowerShell.</summary>
    public sealed class AnsweringHost : PSHost
    {
        private readonly Ui _ui;

        public AnsweringHost(int choice)
        {
            _ui = new Ui(choice);
        }

        public List<string> Questions { get { return _ui.Questions; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name { get { return "Answering"; } }

        public override Version Version { get; } = new Version(1, 0);

        public override PSHostUserInterface UI { get { return _ui; } }

        public override void EnterNestedPrompt() { }

        public override void ExitNestedPrompt() { }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }

        private sealed class Ui : PSHostUserInterface
        {
            private readonly int _choice;

            public Ui(int choice)
            {
                _choice = choice;
            }

            public List<string> Questions { get; } = new List<string>();

            public override PSHostRawUserInterface RawUI { get { return null; } }

            public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
            {
                Questions.Add(message);
                return _choice;
            }

            public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotSupportedException(); }

            public override string ReadLine() { throw new NotSupportedException(); }

            public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }

            public override void Write(string value) { }

            public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

            public override void WriteLine(string value) { }

            public override void WriteDebugLine(string message) { }

            public override void WriteErrorLine(string value) { }

            public override void WriteProgress(long sourceId, ProgressRecord record) { }

            public override void WriteVerboseLine(string message) { }

            public override void WriteWarningLine(string message) { }
        }
    }
}
