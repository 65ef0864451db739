using FsCheck;
using FsCheck.Fluent;
using Missy.Chat;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

/// <summary>The limiter against a plain model of its rules, over random sequences of what can happen to it.</summary>
public sealed class RateLimiterModelTests
{
    private const int Requests = 12;
    private const int Tokens = 120;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly Gen<Step> _steps = Gen.Frequency(
        (5, from tokens in Gen.Choose(0, 130) select new Step(What.Ask, tokens)),
        (4, from milliseconds in Gen.Elements(0, 1, 100, 500, 1000, 5000, 7777, 20000, 60000) select new Step(What.Pass, milliseconds)),
        (3, from used in Gen.Choose(0, 200) select new Step(What.Settle, used)),
        (1, Gen.Constant(new Step(What.Return, 0))),
        (1, Gen.Constant(new Step(What.Drop, 0))),
        (2, Gen.Constant(new Step(What.Leave, 0))));

    private enum What
    {
        Ask,
        Pass,
        Settle,
        Return,
        Drop,
        Leave,
    }

    [Fact]
    public void It_does_what_its_model_does() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(60),
        Prop.ForAll(
            (from steps in Gen.ListOf(_steps) from choices in Gen.Choose(0, int.MaxValue) select (steps, choices)).ToArbitrary(),
            sample => RunAsync([.. sample.steps], new System.Random(sample.choices)).GetAwaiter().GetResult()));

    private static async Task RunAsync(IReadOnlyList<Step> steps, System.Random random)
    {
        var clock = new ManualTimeProvider();
        var limiter = new RateLimiter("it", Requests, Tokens, clock);
        var model = new LimiterModel(Requests, Tokens, MaxWait);
        var calls = new List<(Task<LimiterLease> Task, CancellationTokenSource Cancel)>();
        foreach (var step in steps)
        {
            var leases = model.Running();
            switch (step.What)
            {
                case What.Ask:
                    model.Ask(step.Amount);
                    var cancel = new CancellationTokenSource();
                    calls.Add((AskAsync(limiter, step.Amount, cancel.Token), cancel));
                    break;
                case What.Pass:
                    model.Pass(TimeSpan.FromMilliseconds(step.Amount));
                    clock.Advance(TimeSpan.FromMilliseconds(step.Amount));
                    break;
                case What.Settle when leases.Count > 0:
                    var settled = leases[random.Next(leases.Count)];
                    model.End(settled, step.Amount, sent: true);
                    (await calls[settled].Task).Settle(new TokenUsage(step.Amount, 0, 0, 1));
                    break;
                case What.Return when leases.Count > 0:
                    var returned = leases[random.Next(leases.Count)];
                    model.End(returned, 0, sent: false);
                    (await calls[returned].Task).Cancel();
                    break;
                case What.Drop when leases.Count > 0:
                    var dropped = leases[random.Next(leases.Count)];
                    model.End(dropped, null, sent: true);
                    (await calls[dropped].Task).Dispose();
                    break;
                case What.Leave when model.Waiting().Count > 0:
                    var waiting = model.Waiting();
                    var leaver = waiting[random.Next(waiting.Count)];
                    model.Leave(leaver);
                    await calls[leaver].Cancel.CancelAsync();
                    break;
            }

            await CompareAsync(model, calls);
        }

        calls.ForEach(call => call.Cancel.Dispose());
    }

    // A refusal comes before there is anything to wait for.
    private static Task<LimiterLease> AskAsync(RateLimiter limiter, int tokens, CancellationToken cancellationToken)
    {
        try
        {
            return limiter.AcquireAsync(tokens, MaxWait, cancellationToken).AsTask();
        }
        catch (MissyException refusal)
        {
            return Task.FromException<LimiterLease>(refusal);
        }
    }

    private static async Task CompareAsync(LimiterModel model, List<(Task<LimiterLease> Task, CancellationTokenSource Cancel)> calls)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            var (expected, task) = (model.StateOf(i), calls[i].Task);
            if (expected == LimiterModel.State.Waiting)
            {
                Assert.False(task.IsCompleted, $"call {i}");
            }
            else
            {
                await Task.WhenAny(task).WaitAsync(TimeSpan.FromSeconds(20));
                var found = task.IsCompletedSuccessfully ? LimiterModel.State.Granted
                    : task.IsCanceled ? LimiterModel.State.Left
                    : LimiterModel.State.Refused;
                Assert.True(expected == found, $"call {i} is {found} and not {expected}");
            }
        }
    }

    private sealed record Step(What What, int Amount);
}
