using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Keys;
using Missy.Providers.Secrets;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Keys;

/// <summary>Rings of keys that are variables of an environment of their own, by a clock that stands still.</summary>
internal sealed class KeyHarness : ISystemEnvironment
{
    public KeyHarness() => States = new KeyStates(Time);

    public ManualTimeProvider Time { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();

    public KeyStates States { get; }

    /// <summary>The keys by slot; a slot that is not in it has none.</summary>
    public Dictionary<string, string> Values { get; } = [];

    public string? HomeFolder => null;

    public string? GetVariable(string name) => Values.GetValueOrDefault(name);

    /// <summary>A ring whose keys are all there, unless they are set to something else afterwards.</summary>
    /// <param name="slots">Their names; <c>a:x*</c> is a slot for models that begin with x.</param>
    public KeyRing Ring(params string[] slots) => Ring(KeyRotationStrategy.Failover, slots);

    public KeyRing Ring(KeyRotationStrategy rotation, params string[] slots)
    {
        foreach (var slot in slots)
        {
            Values.TryAdd(Name(slot), $"test-key-{Name(slot)}");
        }

        return Ring(rotation, [.. slots.Select(Slot)]);
    }

    public KeyRing Ring(KeyRotationStrategy rotation, IReadOnlyList<KeySlot> slots, bool needsKey = true, string host = "api.example.com:443") =>
        new(slots, new KeyHolder("it", host, needsKey, "it has no key"), rotation, States);

    public KeySlot Slot(string slot) =>
        new(Name(slot), new EnvironmentSecret(Name(slot), this), slot.Contains(':', StringComparison.Ordinal) ? [slot.Split(':')[1]] : []);

    /// <summary>What a ring chooses. All keys are at hand, so nothing is waited for.</summary>
    public static KeyChoice Choose(KeyRing ring, string model = "m", params string[] tried)
    {
        var choosing = ring.ChooseAsync(model, tried, CancellationToken.None);
        return choosing.IsCompleted ? choosing.Result : throw new InvalidOperationException("It waits.");
    }

    /// <summary>The slot chosen.</summary>
    public static string? Take(KeyRing ring, string model = "m", params string[] tried) => Choose(ring, model, tried).Credential?.Slot;

    public static Credential Key(KeyRing ring, string slot, string model = "m") =>
        Choose(ring, model, [.. ring.Names.Where(name => name != slot)]).Credential!;

    private static string Name(string slot) => slot.Split(':')[0];
}
