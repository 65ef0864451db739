using System.Globalization;
using Missy.Providers.Secrets;

namespace Missy.Providers.Keys;

/// <summary>One slot as a search for a key finds it.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Secret">Its key, or why there is none; neither while nobody has asked for it yet.</param>
/// <param name="Standing">What is known of the key.</param>
internal readonly record struct KeyFinding(KeySlot Slot, SecretState Secret, KeyStanding Standing)
{
    /// <summary>Whether its key can be used.</summary>
    public KeyState State => Standing.State;

    /// <summary>Why its key cannot be used, as half a sentence; null when it can.</summary>
    public string? Problem => State switch
    {
        KeyState.Cooling => string.Create(CultureInfo.InvariantCulture, $"its key '{Slot.Name}' is rate limited until {Standing.Until:u}"),
        KeyState.OutOfQuota => string.Create(CultureInfo.InvariantCulture, $"the account of its key '{Slot.Name}' is out of credit or quota, and is not asked again before {Standing.Until:u}"),
        KeyState.Bad => $"the service did not accept its key '{Slot.Name}'",
        KeyState.Missing => Secret.Problem,
        _ => null,
    };
}
