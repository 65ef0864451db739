namespace Missy.Routing;

/// <summary>Refuses calls that name two things of which only one could hold: dropping either would be a silent replacement.</summary>
internal static class Contradictions
{
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: two things exclude each other.</exception>
    public static void Check(RouteQuery query)
    {
        if (IsNamed(query.Purpose))
        {
            Exclude("purpose", "provider", query.Provider, "a purpose stands for a provider and a model");
            Exclude("purpose", "model", query.Model, "a purpose stands for a provider and a model");
            Exclude("purpose", "tier", query.Tier, "a purpose stands for a model");
        }

        if (IsNamed(query.Model))
        {
            Exclude("model", "tier", query.Tier, "a tier stands for a model");
        }
    }

    private static void Exclude(string one, string other, string? value, string why)
    {
        if (IsNamed(value))
        {
            throw new MissyException(ErrorKind.Configuration, $"The call names a {one} and a {other}, which exclude each other: {why}.")
            {
                Remedy = $"Leave out the {one} or the {other}.",
            };
        }
    }

    private static bool IsNamed(string? text) => ModelNames.Clean(text) is not null;
}
