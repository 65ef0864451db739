using System.Reflection;
using System.Runtime.Loader;
using Missy.Resilience;

namespace Missy.Tests.Resilience;

/// <summary>A call that succeeds at once pays nothing for what retries need.</summary>
public sealed class RetryLoadingTests
{
    [Fact]
    public async Task The_retry_library_is_loaded_by_the_first_retry_and_not_before()
    {
        // A second copy of the core, which has loaded nothing yet, whatever the other tests have done.
        var context = new FreshContext();
        var core = context.LoadFromAssemblyPath(typeof(RetryLoop).Assembly.Location);
        var kind = Enum.ToObject(core.GetType(typeof(ErrorKind).FullName!)!, ErrorKind.Unavailable);
        var failure = (Exception)Activator.CreateInstance(core.GetType(typeof(MissyException).FullName!)!, kind, "Said", null)!;

        Assert.Equal("answer", await RunAsync(core, _ => Task.FromResult("answer")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(core, _ => throw new InvalidOperationException()));
        Assert.DoesNotContain("Polly.Core", context.Loaded);

        Assert.Equal("answer", await RunAsync(core, number => number == 0 ? throw failure : Task.FromResult("answer")));
        Assert.Contains("Polly.Core", context.Loaded);
    }

    private static Task<string> RunAsync(Assembly core, Func<int, Task<string>> attempt)
    {
        object New(Type type, params object?[] arguments) => Activator.CreateInstance(core.GetType(type.FullName!)!, arguments)!;

        var plan = New(typeof(RetryPlan));
        foreach (var (name, value) in new (string, object)[]
        {
            (nameof(RetryPlan.MaxRetries), 3),
            (nameof(RetryPlan.Backoff), New(typeof(Backoff), TimeSpan.Zero, TimeSpan.Zero, null)),
            (nameof(RetryPlan.Quota), New(typeof(RetryQuota), () => 500)),
            (nameof(RetryPlan.Time), TimeProvider.System),
        })
        {
            plan.GetType().GetProperty(name)!.SetValue(plan, value);
        }

        Func<int, TimeSpan, CancellationToken, Task<string>> make = (number, _, _) => attempt(number);
        return (Task<string>)core.GetType(typeof(RetryLoop).FullName!)!
            .GetMethod(nameof(RetryLoop.RunAsync))!
            .MakeGenericMethod(typeof(string))
            .Invoke(null, [make, plan, CancellationToken.None])!;
    }

    private sealed class FreshContext() : AssemblyLoadContext("fresh")
    {
        public IEnumerable<string?> Loaded => Assemblies.Select(assembly => assembly.GetName().Name);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("System.", StringComparison.Ordinal) || !File.Exists(path) ? null : LoadFromAssemblyPath(path);
        }
    }
}
