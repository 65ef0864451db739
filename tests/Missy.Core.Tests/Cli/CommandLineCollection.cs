namespace Missy.Tests.Cli;

/// <summary>The option objects of the command line are the process's: one run at a time.</summary>
[CollectionDefinition(Name)]
public sealed class CommandLineCollection
{
    public const string Name = "Command line";
}
