using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>What one worker shard is doing, as the worker observes it. Table Control, partition <c>shard</c>, row <c>observed</c>.</summary>
public sealed record ControlRow
{
    private const string RowKey = "observed";

    public required string Shard { get; init; }

    public required long Epoch { get; init; }

    public required bool Halted { get; init; }

    /// <summary>Why it is halted or not quoting; empty otherwise.</summary>
    public required string Reason { get; init; }

    public required Timestamp Started { get; init; }

    public required Timestamp Updated { get; init; }

    public TableRow ToTableRow() => new(
        Shard,
        RowKey,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(Halted)] = Halted.ToString(),
            [nameof(Reason)] = Reason,
            [nameof(Started)] = Started.Micros.ToString(),
            [nameof(Updated)] = Updated.Micros.ToString(),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static ControlRow Read(TableRow row) => new()
    {
        Shard = row.Partition,
        Epoch = row.Whole(WorkerTables.EpochColumn),
        Halted = row.Flag(nameof(Halted)),
        Reason = row.Text(nameof(Reason)),
        Started = row.Moment(nameof(Started)),
        Updated = row.Moment(nameof(Updated)),
    };
}
