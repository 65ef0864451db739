namespace Missy.Cli;

/// <summary>Whoever read our output has closed it.</summary>
internal sealed class OutputClosedException() : IOException("The output was closed by its reader.");
