namespace Missy.Benchmarks.Harness;

/// <summary>Something that is measured.</summary>
internal interface IBenchmark
{
    /// <summary>What to call it by on the command line.</summary>
    public string Name { get; }

    /// <summary>Measures, and adds its lines to the table.</summary>
    /// <param name="report">The table.</param>
    /// <param name="server">The server that all contenders ask.</param>
    public Task RunAsync(Report report, ServerProcess server);
}
