using Missy.Configuration;

namespace Missy.Tests.Configuration;

internal sealed class FakeEnvironment(string? home, string? config = null) : ISystemEnvironment
{
    public string? HomeFolder => home;

    public string? GetVariable(string name) => name == "MISSY_CONFIG" ? config : null;
}
