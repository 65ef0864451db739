using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Missy.Usage;

/// <summary>What all processes have spent on a day, and what they have set aside.</summary>
/// <param name="Day">The day, by universal time.</param>
/// <param name="Spent">US dollars.</param>
/// <param name="Reservations">What is set aside.</param>
internal sealed record BudgetState(DateOnly Day, decimal Spent, IReadOnlyList<BudgetReservation> Reservations)
{
    private const string DayFormat = "yyyy-MM-dd";

    // What is older was left behind where nobody can look for its process.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <summary>What is set aside altogether, in US dollars.</summary>
    public decimal Reserved => Reservations.Sum(reservation => reservation.Amount);

    /// <summary>The same without the reservations of calls that cannot run any more: their process has ended, or they are too old.</summary>
    public BudgetState WithoutDead(DateTimeOffset now)
    {
        var dead = Reservations.Select(reservation => reservation.Owner).Distinct().Where(owner => !owner.IsAlive()).ToHashSet();
        var alive = Reservations.Where(reservation => !dead.Contains(reservation.Owner) && now - reservation.Time < LongestCall).ToList();
        return alive.Count == Reservations.Count ? this : this with { Reservations = alive };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when it is something else.</summary>
    public static BudgetState? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var day = DateOnly.ParseExact(root.GetProperty("day").GetString()!, DayFormat, CultureInfo.InvariantCulture);
            return new BudgetState(day, root.GetProperty("spent").GetDecimal(), [.. root.GetProperty("reservations").EnumerateArray().Select(Read)]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentNullException)
        {
            return null;
        }
    }

    /// <summary>It as JSON.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("day", Day.ToString(DayFormat, CultureInfo.InvariantCulture));
            writer.WriteNumber("spent", Spent);
            writer.WriteStartArray("reservations");
            foreach (var reservation in Reservations)
            {
                Write(writer, reservation);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static BudgetReservation Read(JsonElement item) => new(
        item.GetProperty("id").GetGuid(),
        item.GetProperty("amount").GetDecimal(),
        item.GetProperty("time").GetDateTimeOffset(),
        new BudgetOwner(item.GetProperty("host").GetString()!, item.GetProperty("process").GetInt32(), item.GetProperty("started").GetDateTimeOffset()));

    private static void Write(Utf8JsonWriter writer, BudgetReservation reservation)
    {
        writer.WriteStartObject();
        writer.WriteString("id", reservation.Id);
        writer.WriteNumber("amount", reservation.Amount);
        writer.WriteString("time", reservation.Time.UtcDateTime);
        writer.WriteString("host", reservation.Owner.Host);
        writer.WriteNumber("process", reservation.Owner.Process);
        writer.WriteString("started", reservation.Owner.Started);
        writer.WriteEndObject();
    }
}
