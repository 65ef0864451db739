namespace Missy.Configuration;

/// <summary>What becomes of a conversation's history when its provider or model changes.</summary>
public enum SwitchHistory
{
    /// <summary>It is dropped.</summary>
    Clear,

    /// <summary>It is kept, without the parts that the new wire protocol cannot take.</summary>
    Keep,
}
