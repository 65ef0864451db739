using Missy.Usage;

namespace Missy;

/// <content>What calls used and cost.</content>
public sealed partial class MissyClient
{
    /// <summary>The prices in effect.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    internal PriceBook Prices => Usable().Prices;

    /// <summary>Adds up tokens and cost of past calls, of all processes of this user.</summary>
    /// <param name="query">Which calls, and by what.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One object a group, in the order of their names; empty when there was no such call.</returns>
    /// <exception cref="MissyException">The ledger cannot be read.</exception>
    public Task<IReadOnlyList<UsageSummary>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _usage.Books is { } books
            ? OrFailAsync(books, "read", () => UsageReport.MakeAsync(books.Ledger, query, cancellationToken))
            : Task.FromResult<IReadOnlyList<UsageSummary>>([]);
    }

    /// <summary>
    /// Forgets past calls, of all processes of this user. What the budgets have counted stays counted.
    /// </summary>
    /// <param name="before">The calls of the days before this one, by universal time; null = all.</param>
    /// <param name="cancellationToken">Ends the wait before anything is removed.</param>
    /// <exception cref="MissyException">A file of the ledger cannot be removed.</exception>
    public async Task ClearUsageAsync(DateTime? before, CancellationToken cancellationToken)
    {
        if (_usage.Books is { } books)
        {
            await OrFailAsync(books, "removed", async () =>
            {
                await books.Ledger.FlushAsync();
                cancellationToken.ThrowIfCancellationRequested();
                books.Files.Remove(UsageReport.Universal(before) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null);
                return true;
            });
        }
    }

    private static async Task<T> OrFailAsync<T>(UsageBooks books, string what, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.Unknown, $"The usage ledger cannot be {what}: {exception.Message}", exception)
            {
                Remedy = $"Check the folder {books.Files.Folder}.",
            };
        }
    }
}
