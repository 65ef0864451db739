namespace Missy.Configuration.Files;

/// <summary>The file is there and may not be trusted with what it is for.</summary>
internal sealed class UnsafeFileException(string message) : IOException(message);
