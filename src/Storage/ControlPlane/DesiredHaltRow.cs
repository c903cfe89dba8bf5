using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>A halt that was set before the one that stands, and who asked for it.</summary>
public sealed record PastHalt(string KillId, long Number);

/// <summary>The halt of a shard as the control plane wants it. Table Desired, row <c>halt</c>.</summary>
public sealed record DesiredHaltRow
{
    /// <summary>A kill comes again within seconds, from a sender without an answer or a runtime that was held still: so many do not come between.</summary>
    private const int PastMaximum = 16;

    /// <summary>Rises with every halt, from 1.</summary>
    public required long Number { get; init; }

    public required bool IsHalted { get; init; }

    /// <summary>Who asked for it: the same kill again is the same halt.</summary>
    public required string KillId { get; init; }

    /// <summary>The last halts before this one: a kill that comes again late, when another has come in between, is still known.</summary>
    public IReadOnlyList<PastHalt> Past { get; init; } = [];

    public required string Reason { get; init; }

    public required string Who { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>The stored row's ETag; empty before it was stored.</summary>
    public string Version { get; init; } = "";

    /// <summary>The number of the halt that this kill set; null where it set none of the last ones.</summary>
    internal long? NumberOf(string killId) => KillId == killId ? Number : Past.FirstOrDefault(past => past.KillId == killId)?.Number;

    /// <summary>What the next halt remembers.</summary>
    internal IReadOnlyList<PastHalt> Remembered() => [.. Past.Append(new PastHalt(KillId, Number)).TakeLast(PastMaximum)];

    internal TableRow ToTableRow(string shard)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Number)] = Number.ToString(CultureInfo.InvariantCulture),
            [nameof(IsHalted)] = IsHalted.ToString(),
            [nameof(KillId)] = KillId,
            [nameof(Reason)] = Reason,
            [nameof(Who)] = Who,
            [nameof(Updated)] = Updated.Micros.ToString(CultureInfo.InvariantCulture),
        };
        LongText.Write(columns, nameof(Past), Payload.Write(Past));
        return new TableRow(shard, ControlTables.HaltRow, columns, Version);
    }

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    internal static DesiredHaltRow Read(TableRow row)
    {
        try
        {
            return new DesiredHaltRow
            {
                Number = row.Whole(nameof(Number)),
                IsHalted = row.Flag(nameof(IsHalted)),
                KillId = row.Text(nameof(KillId)),
                Past = Payload.Read<List<PastHalt>>(LongText.Read(row, nameof(Past))) ?? [],
                Reason = row.Text(nameof(Reason)),
                Who = row.Text(nameof(Who)),
                Updated = row.Moment(nameof(Updated)),
                Version = row.Version,
            };
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} holds no halts: {damage.Message}");
        }
    }
}
