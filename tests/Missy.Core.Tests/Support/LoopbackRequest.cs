namespace Missy.Tests.Support;

internal sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);
