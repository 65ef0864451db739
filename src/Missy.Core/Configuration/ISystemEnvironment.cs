namespace Missy.Configuration;

/// <summary>What Missy takes from the process around it. Read at each call, since variables may change.</summary>
public interface ISystemEnvironment
{
    /// <summary>The user's home folder, absolute; null when there is none.</summary>
    public string? HomeFolder { get; }

    /// <summary>The value of an environment variable; null when it is not set.</summary>
    /// <param name="name">The variable's name.</param>
    public string? GetVariable(string name);
}
