using System.Management.Automation;

namespace EmptyModule;

// As many as Missy has; the benchmark refuses to compare when that is no longer so.
/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing1")]
public sealed class GetEmptyThing1Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing2")]
public sealed class GetEmptyThing2Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing3")]
public sealed class GetEmptyThing3Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing4")]
public sealed class GetEmptyThing4Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing5")]
public sealed class GetEmptyThing5Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing6")]
public sealed class GetEmptyThing6Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing7")]
public sealed class GetEmptyThing7Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing8")]
public sealed class GetEmptyThing8Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing9")]
public sealed class GetEmptyThing9Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing10")]
public sealed class GetEmptyThing10Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing11")]
public sealed class GetEmptyThing11Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing12")]
public sealed class GetEmptyThing12Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing13")]
public sealed class GetEmptyThing13Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing14")]
public sealed class GetEmptyThing14Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing15")]
public sealed class GetEmptyThing15Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing16")]
public sealed class GetEmptyThing16Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing17")]
public sealed class GetEmptyThing17Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing18")]
public sealed class GetEmptyThing18Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing19")]
public sealed class GetEmptyThing19Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing20")]
public sealed class GetEmptyThing20Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing21")]
public sealed class GetEmptyThing21Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing22")]
public sealed class GetEmptyThing22Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing23")]
public sealed class GetEmptyThing23Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing24")]
public sealed class GetEmptyThing24Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing25")]
public sealed class GetEmptyThing25Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing26")]
public sealed class GetEmptyThing26Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing27")]
public sealed class GetEmptyThing27Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing28")]
public sealed class GetEmptyThing28Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing29")]
public sealed class GetEmptyThing29Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing30")]
public sealed class GetEmptyThing30Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing31")]
public sealed class GetEmptyThing31Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing32")]
public sealed class GetEmptyThing32Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing33")]
public sealed class GetEmptyThing33Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing34")]
public sealed class GetEmptyThing34Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing35")]
public sealed class GetEmptyThing35Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing36")]
public sealed class GetEmptyThing36Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing37")]
public sealed class GetEmptyThing37Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing38")]
public sealed class GetEmptyThing38Command : PSCmdlet;

/// <summary>Does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "EmptyThing39")]
public sealed class GetEmptyThing39Command : PSCmdlet;
