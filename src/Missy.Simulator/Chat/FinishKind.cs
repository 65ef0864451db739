namespace Missy.Simulation.Chat;

/// <summary>Why an answer ends; each wire has its own word for it.</summary>
internal enum FinishKind
{
    Stop,
    ToolCall,
    Length,

    /// <summary>Ollama only: the request had no messages and asked merely to load the model.</summary>
    Load,
}
