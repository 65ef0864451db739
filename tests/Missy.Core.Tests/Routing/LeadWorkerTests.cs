using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using Missy.Routing;

namespace Missy.Tests.Routing;

/// <summary>Who takes which turn. A script says what happens: <c>.</c> a good turn, <c>t</c> a turn whose last tool failed, <c>x</c> an error, <c>m</c> the last turn marked as failed.</summary>
public sealed class LeadWorkerTests
{
    private static readonly Gen<LeadWorkerConfig> _rules =
        from lead in Gen.Choose(0, 4)
        from threshold in Gen.Choose(1, 4)
        from back in Gen.Choose(0, 3)
        select Rules(lead, threshold, back);

    private static readonly Gen<string> _scripts = Gen.Elements('.', 't', 'x', 'm').ArrayOf().Resize(60).Select(letters => new string(letters));

    [Theory]
    [InlineData(3, 2, 2, ".....", "LLLWWW")] // the first by the lead, then the worker
    [InlineData(0, 2, 2, "..", "WWW")] // no first turns
    [InlineData(3, 2, 2, "...tt....", "LLLWWLLWWW")] // two failed turns bring the lead back, for two
    [InlineData(3, 2, 2, "...xx..", "LLLWWLLW")] // so do two errors, which use up no turn
    [InlineData(3, 2, 2, "...xt..", "LLLWWLLW")] // and one of each
    [InlineData(3, 2, 2, "...x.x.t.", "LLLWWWWWWW")] // a good turn between them starts anew
    [InlineData(3, 2, 2, "xxxttt.", "LLLLLLWW")] // failures of the lead count nothing
    [InlineData(3, 2, 2, "...xxxxtt.", "LLLWWLLLLWW")] // when it is back neither; its errors use up no turn
    [InlineData(3, 2, 2, "...xx..x.x.", "LLLWWLLWWWWW")] // the worker begins again without a failure
    [InlineData(3, 2, 2, "...t.m", "LLLWWWL")] // a mark undoes what the good turn had reset
    [InlineData(3, 2, 2, "....mmmm", "LLLWWWWWW")] // one turn is marked once
    [InlineData(3, 2, 2, "....m.m.m", "LLLWWWWLLL")] // marks of several turns are in a row
    [InlineData(3, 2, 2, "...tm", "LLLWWW")] // what failed already is not counted again
    [InlineData(3, 2, 2, "....xm", "LLLWWWW")]
    [InlineData(3, 1, 2, "..m.m", "LLLLWW")] // turns of the lead are not marked
    [InlineData(3, 1, 2, "....m.m.", "LLLWWLLLW")]
    [InlineData(1, 1, 0, ".xtx", "LWWWW")] // back for no turn at all
    [InlineData(0, 1, 1, "x.x.", "WLWLW")]
    public void The_turns_go_by_the_rules(int lead, int threshold, int back, string script, string turns) =>
        Assert.Equal(turns, Play(Rules(lead, threshold, back), script));

    [Theory]
    [InlineData(3, "", "turn 1 of the lead's first 3")]
    [InlineData(3, "..", "turn 3 of the lead's first 3")]
    [InlineData(3, "....", "the worker, after the lead's first 3 turns")]
    [InlineData(1, ".", "the worker, after the lead's first turn")]
    [InlineData(0, "", "the worker, as the lead takes no first turns")]
    [InlineData(0, "xt", "the worker failed 2 times in a row: turn 1 of 2 for the lead")]
    [InlineData(0, "xt.", "the worker failed 2 times in a row: turn 2 of 2 for the lead")]
    public void The_reason_says_which_turn_it_is(int lead, string script, string reason)
    {
        var rules = Rules(lead, 2, 2);
        Assert.Equal(reason, After(rules, script).Because(rules));
    }

    [Fact]
    public void A_single_failure_that_brings_the_lead_back_is_told_as_one()
    {
        var rules = Rules(0, 1, 2);
        Assert.Equal("the worker failed once: turn 1 of 2 for the lead", After(rules, "x").Because(rules));
    }

    [Fact]
    public void Whatever_happens_it_is_as_in_a_plain_account_of_all_that_happened() => Prop.ForAll(
        _rules.ToArbitrary(),
        _scripts.ToArbitrary(),
        (rules, script) =>
        {
            var account = new Account(rules);
            var state = LeadWorkerState.Start;
            foreach (var happened in script)
            {
                account.Add(happened);
                state = Step(state, rules, happened);
                if ((state.Next(rules), state.LeadTurnsLeft(rules), state.WorkerFailures) != (account.Next, account.LeadTurns, account.Failures))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Rules_that_change_on_the_way_lead_to_nothing_odd() => Prop.ForAll(
        _rules.Zip(Gen.Elements('.', 't', 'x', 'm')).ListOf().ToArbitrary(),
        steps =>
        {
            var state = LeadWorkerState.Start;
            return steps.All(step =>
            {
                state = Step(state, step.Item1, step.Item2);
                var (left, longest) = (state.LeadTurnsLeft(step.Item1), Math.Max(step.Item1.LeadTurns, step.Item1.FallbackTurns));
                return left >= 0 && left <= longest && state.WorkerFailures >= 0 && state.Because(step.Item1).Contains(state.Next(step.Item1), StringComparison.Ordinal);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_lead_that_is_back_leaves_when_the_rules_let_it_stay_less_long()
    {
        var state = After(Rules(0, 2, 3), "xx.");

        Assert.Equal((LeadWorkerState.Lead, LeadWorkerState.Worker), (state.Next(Rules(0, 2, 2)), state.Next(Rules(0, 2, 1))));
        Assert.Equal(1, state.Failed(Rules(0, 2, 1)).WorkerFailures);
        Assert.Equal(1, state.Succeeded(Rules(0, 2, 1), lastToolFailed: true).WorkerFailures);
    }

    private static LeadWorkerConfig Rules(int lead, int threshold, int back) =>
        new() { LeadTurns = lead, FailureThreshold = threshold, FallbackTurns = back };

    private static LeadWorkerState After(LeadWorkerConfig rules, string script) =>
        script.Aggregate(LeadWorkerState.Start, (state, happened) => Step(state, rules, happened));

    private static string Play(LeadWorkerConfig rules, string script) => string.Concat(Enumerable.Range(0, script.Length + 1)
        .Select(length => char.ToUpperInvariant(After(rules, script[..length]).Next(rules)[0])));

    private static LeadWorkerState Step(LeadWorkerState state, LeadWorkerConfig rules, char happened) => happened switch
    {
        '.' => state.Succeeded(rules, lastToolFailed: false),
        't' => state.Succeeded(rules, lastToolFailed: true),
        'x' => state.Failed(rules),
        _ => state.MarkedFailed(rules),
    };

    /// <summary>Writes down how each thing went that the worker did since it took over, and counts from the end.</summary>
    private sealed class Account(LeadWorkerConfig rules)
    {
        private readonly List<bool> _worker = [];
        private int _backFor;

        public int LeadTurns { get; private set; } = rules.LeadTurns;

        public string Next => LeadTurns > 0 ? "lead" : "worker";

        public int Failures => LeadTurns > 0 ? _backFor : Enumerable.Reverse(_worker).TakeWhile(good => !good).Count();

        public void Add(char happened)
        {
            if (LeadTurns > 0)
            {
                LeadTurns -= happened is '.' or 't' ? 1 : 0;
                return;
            }

            if (happened == 'm')
            {
                if (_worker.Count > 0)
                {
                    _worker[^1] = false;
                }
            }
            else
            {
                _worker.Add(happened == '.');
            }

            if (Failures >= rules.FailureThreshold)
            {
                _backFor = Failures;
                LeadTurns = rules.FallbackTurns;
                _worker.Clear();
            }
        }
    }
}
