using Missy.Configuration.Editing;

namespace Missy.Configuration.Schema;

/// <summary>Says what may stand at a dotted key.</summary>
internal static class FieldFinder
{
    internal static Kind Root => RootSection.Section;

    /// <summary>What may stand at a key; null when there is no such setting.</summary>
    internal static Kind? Find(IEnumerable<KeyStep> steps) => Find(Root, steps);

    /// <summary>What may stand at a key below something; null when there is no such setting.</summary>
    internal static Kind? Find(Kind? kind, IEnumerable<KeyStep> steps)
    {
        foreach (var step in steps)
        {
            kind = kind is null ? null : Step(kind, step);
        }

        return kind;
    }

    /// <summary>What may stand one step further down; null when nothing may.</summary>
    internal static Kind? Step(Kind kind, KeyStep step) =>
        step.Name is null ? kind.Items : kind.Entries ?? Field(kind, step.Name)?.Kind;

    /// <summary>The field of a name, either spelling.</summary>
    internal static Field? Field(Kind kind, string name) => kind.Fields.FirstOrDefault(field => field.IsNamed(name));

    /// <summary>Refuses a key that no setting has.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>, with the nearest names.</exception>
    internal static Kind Require(IReadOnlyList<KeyStep> steps)
    {
        var kind = Root;
        for (var i = 0; i < steps.Count; i++)
        {
            kind = Step(kind, steps[i]) ?? throw Unknown(kind, steps, i);
        }

        return kind;
    }

    private static MissyException Unknown(Kind kind, IReadOnlyList<KeyStep> steps, int at)
    {
        var parent = KeyPath.Show(steps.Take(at));
        var names = kind.Fields.Select(static f => f.Name).ToList();
        if (steps[at].Name is not { } name || names.Count == 0)
        {
            return EditFailures.New($"There is no setting {KeyPath.Show(steps)}: {parent} is {kind.Expects}.", $"Set {parent} as a whole.");
        }

        var nearest = NearestNames.Find(name, names, 3);
        return EditFailures.New(
            $"There is no setting {KeyPath.Show(steps.Take(at + 1))}.",
            nearest.Count > 0 ? NearestNames.Ask(nearest) : $"{(parent.Length > 0 ? parent : "The file")} may hold: {string.Join(", ", names)}.");
    }
}
