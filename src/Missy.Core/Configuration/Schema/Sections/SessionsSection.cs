namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>sessions:</c>.</summary>
internal static class SessionsSection
{
    private static readonly Field<bool> Persist = new("persist", BooleanKind.Instance, false, "Whether conversations outlive the process.");
    private static readonly Field<SwitchHistory> OnSwitch = new("on_switch", new WordKind<SwitchHistory>(("clear", SwitchHistory.Clear), ("keep", SwitchHistory.Keep)), SwitchHistory.Clear, "What a switch of provider or model does to the history.");
    private static readonly Field<int> MaxTurns = new("max_turns", new CountKind(0, 1_000_000), 0, "How many turns of history are kept; 0 = all.");
    private static readonly Field<IReadOnlyList<string>> AllowedSenders = new("allowed_senders", new ListKind<string>(new TextKind("the name of a sender", 256), "senders"), [], "Who may switch models; empty = everyone.");

    internal static Section<SessionsConfig> Section { get; } = new(
        [Persist, OnSwitch, MaxTurns, AllowedSenders],
        static (values, _) => new SessionsConfig
        {
            Persist = values.Get(Persist),
            OnSwitch = values.Get(OnSwitch),
            MaxTurns = values.Get(MaxTurns),
            AllowedSenders = values.Get(AllowedSenders),
        });
}
