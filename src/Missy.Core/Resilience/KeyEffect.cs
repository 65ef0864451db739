namespace Missy.Resilience;

/// <summary>What a failure says of the key that was sent. Anything but <see cref="None"/> also means: try the next key at once.</summary>
internal enum KeyEffect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It was used too often, for this model; it rests as long as the service asks.</summary>
    Cools,

    /// <summary>Its account is out of credit or quota; it rests for long.</summary>
    OutOfQuota,

    /// <summary>The service does not accept it, and will not until somebody changes it.</summary>
    Rejected,
}
