using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Keys;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Keys;

/// <summary>Whatever happens to a ring in whatever order, it does what its rules say.</summary>
public sealed class KeyModelTests
{
    private static readonly string[] _names = ["a", "b", "c", "d"];
    private static readonly string[] _models = ["m", "n", "o"];

    private static readonly Gen<KeyVerdict> _verdicts =
        from seconds in Gen.Elements(0, 1, 7, 30, 100, 5000)
        from verdict in Gen.Elements(
            KeyVerdict.Good, KeyVerdict.Good, KeyVerdict.Rejected, KeyVerdict.RateLimited(null), KeyVerdict.RateLimited(null),
            KeyVerdict.RateLimited(TimeSpan.FromSeconds(seconds)), KeyVerdict.OutOfQuota(null), KeyVerdict.OutOfQuota(TimeSpan.FromSeconds(seconds)))
        select verdict;

    private static readonly Gen<string?> _keys = Gen.Frequency(
        (1, Gen.Constant<string?>(null)), (6, Gen.Choose(1, 6).Select(string? (number) => $"test-key-{number}")));

    private static readonly Gen<IReadOnlyList<(string Name, string? Key, string? Only)>> _slots =
        from names in Gen.Shuffle(_names)
        from count in Gen.Choose(0, _names.Length)
        from keys in Gen.ArrayOf(_keys, count)
        from only in Gen.ArrayOf(Gen.Frequency((5, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>(_models))), count)
        select (IReadOnlyList<(string, string?, string?)>)[.. Enumerable.Range(0, count).Select(i => (names[i], keys[i], only[i]))];

    private static readonly Gen<Step> _steps = Gen.Frequency(
        (8, from model in Gen.Elements(_models) from tried in Gen.SubListOf(_names) select (Step)new Choose(model, [.. tried])),
        (4, from model in Gen.Elements(_models) select (Step)new Choose(model, [])),
        (8, from which in Gen.Choose(0, 5) from model in Gen.Frequency((9, Gen.Elements<string?>(_models)), (1, Gen.Constant<string?>(null))) from verdict in _verdicts select (Step)new Report(which, model, verdict)),
        (4, Gen.Elements(0.0, 0.5, 3, 10, 20, 59, 61, 3600).Select(seconds => (Step)new Advance(TimeSpan.FromSeconds(seconds)))),
        (2, Gen.Constant((Step)new Switch())),
        (1, Gen.Choose(0, 5).Select(which => (Step)new Absolve(which))),
        (1, from slot in Gen.Elements(_names) from key in _keys select (Step)new SetKey(slot, key)),
        (1, from slots in _slots from rotation in Gen.Elements(KeyRotationStrategy.Failover, KeyRotationStrategy.RoundRobin) select (Step)new Reload(slots, rotation)));

    private static readonly Gen<IReadOnlyList<Step>> _stories =
        from slots in _slots
        from rotation in Gen.Elements(KeyRotationStrategy.Failover, KeyRotationStrategy.RoundRobin)
        from count in Gen.Choose(1, 60)
        from steps in Gen.ArrayOf(_steps, count)
        select (IReadOnlyList<Step>)[new Reload(slots, rotation), .. steps];

    [Fact]
    public void A_ring_does_what_the_plain_rules_say_whatever_happens() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(12_000),
            Prop.ForAll(Arb.From(_stories, Shorter), story =>
            {
                var difference = FirstDifference(story);
                return difference is null ? true.ToProperty() : false.Label($"{difference} after {string.Join("; ", story)}");
            }));

    private static string? FirstDifference(IReadOnlyList<Step> story)
    {
        var real = new Real();
        var model = new KeyModel();
        for (var i = 0; i < story.Count; i++)
        {
            var (expected, actual) = story[i].Run(model, real);
            var now = (expected, model.View(), model.CanBeCalled);
            var seen = (actual, real.View(), real.Ring.Lack() is null);
            if (now != seen)
            {
                return $"Step {i}: {seen} instead of {now}";
            }
        }

        return null;
    }

    private static IEnumerable<IReadOnlyList<Step>> Shorter(IReadOnlyList<Step> story) =>
        Enumerable.Range(1, story.Count - 1).Select(out_ => (IReadOnlyList<Step>)[.. story.Where((_, i) => i != out_)]);

    /// <summary>The ring itself, and the keys that calls were given.</summary>
    private sealed class Real
    {
        private readonly KeyHarness _keys = new();

        public KeyRing Ring { get; private set; } = null!;

        public List<Credential> Given { get; } = [];

        public ManualTimeProvider Time => _keys.Time;

        public void Load(IReadOnlyList<(string Name, string? Key, string? Only)> slots, KeyRotationStrategy rotation)
        {
            foreach (var (name, key, _) in slots)
            {
                Set(name, key);
            }

            Ring = _keys.Ring(rotation, [.. slots.Select(slot => _keys.Slot(slot.Only is null ? slot.Name : $"{slot.Name}:{slot.Only}"))]);
        }

        public void Set(string slot, string? key)
        {
            _keys.Values.Remove(slot);
            if (key is not null)
            {
                _keys.Values[slot] = key;
            }
        }

        public string Choose(string model, string[] tried)
        {
            var choice = KeyHarness.Choose(Ring, model, tried);
            if (choice.Credential is not { } credential)
            {
                return choice.CoolingUntil is { } until ? $"{choice.Failure!.Kind} until {until:O} {choice.CoolingSlot}" : $"{choice.Failure!.Kind}";
            }

            Given.Add(credential);
            return $"{credential.Slot}={credential.Secret.Reveal()}";
        }

        public string View() => string.Join(' ', Ring.Describe().Select(key => $"{key.Name}:{key.State} {key.Until:O} {string.Join(',', key.RestsFor)}"));

        // The last given are the likeliest to be heard of.
        public Credential? Recent(int which) => which < Given.Count ? Given[^(which + 1)] : null;
    }

    private abstract record Step
    {
        /// <summary>Does it to both; what the model answers and what the ring answers.</summary>
        public abstract (string? Expected, string? Actual) Run(KeyModel model, Real real);
    }

    private sealed record Choose(string Model, string[] Tried) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real) =>
            (model.Choose(Model, Tried), real.Choose(Model, Tried));

        public override string ToString() => $"choose {Model} but {string.Join(',', Tried)}";
    }

    private sealed record Report(int Which, string? Model, KeyVerdict Verdict) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            if (real.Recent(Which) is { } credential)
            {
                model.Report(credential.Secret.Reveal(), Model, Verdict);
                real.Ring.Report(credential, Model, Verdict);
            }

            return default;
        }

        public override string ToString() => $"report {Which} {Model} {Verdict.State} {Verdict.Rest?.TotalSeconds}";
    }

    private sealed record Absolve(int Which) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            if (real.Recent(Which) is { } credential)
            {
                model.Absolve(credential.Secret.Reveal());
                real.Ring.Absolve(credential);
            }

            return default;
        }
    }

    private sealed record Advance(TimeSpan By) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            model.Now += By;
            real.Time.Advance(By);
            return default;
        }
    }

    private sealed record Switch : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            var done = real.Ring.Switch();
            return (model.Switch(), $"{done.Before}>{done.After}");
        }
    }

    private sealed record SetKey(string Slot, string? Key) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            model.Slots = [.. model.Slots.Select(slot => slot.Name == Slot ? slot with { Key = Key } : slot)];
            real.Set(Slot, Key);
            return default;
        }
    }

    private sealed record Reload(IReadOnlyList<(string Name, string? Key, string? Only)> Slots, KeyRotationStrategy Rotation) : Step
    {
        public override (string? Expected, string? Actual) Run(KeyModel model, Real real)
        {
            (model.Slots, model.Rotation) = ([.. Slots], Rotation);
            real.Load(Slots, Rotation);
            return default;
        }

        public override string ToString() => $"load {Rotation} {string.Join(' ', Slots)}";
    }
}
