using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>One window as the worker observes it.</summary>
public sealed record ObservedMarket(string Slug, MarketPhase Phase, bool IsHalted);

/// <summary>
/// What one worker does and which wishes it has taken: its acknowledgement of all of them at one moment. Table Observed, row
/// <c>worker</c>; written when it changes, and every few seconds as a sign of life.
/// </summary>
public sealed record ObservedWorkerRow
{
    public required string Shard { get; init; }

    /// <summary>The worker's fencing epoch, and so its credential at the venue.</summary>
    public required long Epoch { get; init; }

    /// <summary>The newest halt it has seen and followed; 0 where it has seen none.</summary>
    public required long HaltNumber { get; init; }

    /// <summary>Whether it is halted now, by whomever.</summary>
    public required bool IsHalted { get; init; }

    /// <summary>It asked the venue after the halt, and no order of its credential was open.</summary>
    public required bool IsClear { get; init; }

    /// <summary>The newest parameters it has taken; 0 where none.</summary>
    public required long ParametersNumber { get; init; }

    public required IReadOnlyList<ObservedMarket> Markets { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>Whether the rest is the same and only the moment another.</summary>
    public bool SaysTheSameAs(ObservedWorkerRow other) =>
        this with { Markets = [], Updated = default } == other with { Markets = [], Updated = default } && Markets.SequenceEqual(other.Markets);

    public TableRow ToTableRow()
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(CultureInfo.InvariantCulture),
            [nameof(HaltNumber)] = HaltNumber.ToString(CultureInfo.InvariantCulture),
            [nameof(IsHalted)] = IsHalted.ToString(),
            [nameof(IsClear)] = IsClear.ToString(),
            [nameof(ParametersNumber)] = ParametersNumber.ToString(CultureInfo.InvariantCulture),
            [nameof(Updated)] = Updated.Micros.ToString(CultureInfo.InvariantCulture),
        };
        LongText.Write(columns, nameof(Markets), Payload.Write(Markets));
        return new TableRow(Shard, ControlTables.WorkerRow, columns);
    }

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static ObservedWorkerRow Read(TableRow row)
    {
        try
        {
            return new ObservedWorkerRow
            {
                Shard = row.Partition,
                Epoch = row.Whole(WorkerTables.EpochColumn),
                HaltNumber = row.Whole(nameof(HaltNumber)),
                IsHalted = row.Flag(nameof(IsHalted)),
                IsClear = row.Flag(nameof(IsClear)),
                ParametersNumber = row.Whole(nameof(ParametersNumber)),
                Markets = Payload.Read<List<ObservedMarket>>(LongText.Read(row, nameof(Markets))) ?? [],
                Updated = row.Moment(nameof(Updated)),
            };
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} holds no markets: {damage.Message}");
        }
    }
}
