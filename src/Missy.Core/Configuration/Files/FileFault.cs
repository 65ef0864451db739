namespace Missy.Configuration.Files;

/// <summary>Why a file is not to be trusted with what it is for.</summary>
/// <param name="Message">What is wrong, as one sentence.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="IsWarning">Whether the file is used all the same.</param>
internal sealed record FileFault(string Message, string Remedy, bool IsWarning = false);
