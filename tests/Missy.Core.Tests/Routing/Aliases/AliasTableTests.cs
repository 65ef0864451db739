using Missy.Routing;

namespace Missy.Tests.Routing.Aliases;

public sealed class AliasTableTests
{
    [Fact]
    public async Task A_call_under_way_finds_an_alias_while_others_come_and_go()
    {
        var table = New();
        using var done = new CancellationTokenSource();
        var lookups = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var missed = 0;
            while (!done.IsCancellationRequested)
            {
                missed += Volatile.Read(ref table).Find("mine") is null ? 1 : 0;
            }

            return missed;
        })).ToArray();

        for (var round = 0; round < 2_000; round++)
        {
            var growing = New();
            Volatile.Write(ref table, growing);
            for (var i = 0; i < 20; i++)
            {
                growing.Set($"a{i}", "p", "other");
            }

            Assert.True(growing.Remove("a7"));
        }

        done.Cancel();
        Assert.Equal(0, (await Task.WhenAll(lookups)).Sum());
        Assert.Equal(20, table.All.Count);
    }

    private static AliasTable New()
    {
        var table = new AliasTable();
        table.Set("mine", "p", "m");
        return table;
    }
}
