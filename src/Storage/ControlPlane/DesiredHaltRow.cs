using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>The halt of a shard as the control plane wants it. Table Desired, row <c>halt</c>.</summary>
public sealed record DesiredHaltRow
{
    /// <summary>Rises with every halt, from 1.</summary>
    public required long Number { get; init; }

    public required bool IsHalted { get; init; }

    /// <summary>Who asked for it: the same kill again is the same halt.</summary>
    public required string KillId { get; init; }

    public required string Reason { get; init; }

    public required string Who { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>The stored row's ETag; empty before it was stored.</summary>
    public string Version { get; init; } = "";

    internal TableRow ToTableRow(string shard) => new(
        shard,
        ControlTables.HaltRow,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Number)] = Number.ToString(CultureInfo.InvariantCulture),
            [nameof(IsHalted)] = IsHalted.ToString(),
            [nameof(KillId)] = KillId,
            [nameof(Reason)] = Reason,
            [nameof(Who)] = Who,
            [nameof(Updated)] = Updated.Micros.ToString(CultureInfo.InvariantCulture),
        },
        Version);

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    internal static DesiredHaltRow Read(TableRow row) => new()
    {
        Number = row.Whole(nameof(Number)),
        IsHalted = row.Flag(nameof(IsHalted)),
        KillId = row.Text(nameof(KillId)),
        Reason = row.Text(nameof(Reason)),
        Who = row.Text(nameof(Who)),
        Updated = row.Moment(nameof(Updated)),
        Version = row.Version,
    };
}
