namespace Missy;

/// <summary>Whether one key of a provider can be used, as far as is known.</summary>
public enum KeyState
{
    /// <summary>Nothing is known against it.</summary>
    Ready,

    /// <summary>The service said that it was used too often; it rests until a time.</summary>
    Cooling,

    /// <summary>The service did not accept it.</summary>
    Bad,

    /// <summary>Its account is out of credit or quota; it rests until a time.</summary>
    OutOfQuota,

    /// <summary>There is no key where it should be.</summary>
    Missing,
}
