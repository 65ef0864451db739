using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Decides who would answer, by everything that <c>Invoke-MissyAsk</c> goes by, and sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "MissyRoute")]
[OutputType(typeof(Route))]
public sealed class ResolveMissyRouteCommand : PromptCommand
{
    /// <summary>What becomes of a call that says nothing of itself is a question, too.</summary>
    private protected override bool MayBeBlank => true;

    /// <summary>A session that is not there yet has no route of its own, and is not made for the asking.</summary>
    private protected override Session? SessionNamed(string name) => Client.SessionsOf(Caller).Find(name);

    private protected override void Put(AskRequest request) =>
        WriteObject(Await(token => Client.ResolveRouteAsync(request, Caller, token)));
}
