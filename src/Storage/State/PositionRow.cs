using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>What is held in one window, provisional fills counted. Table Positions, row <c>slug</c>.</summary>
public sealed record PositionRow
{
    public required string Slug { get; init; }

    public required long Epoch { get; init; }

    public required Size Up { get; init; }

    public required Size Down { get; init; }

    /// <summary>What the held Up shares cost, without fees.</summary>
    public required Money UpCost { get; init; }

    public required Money DownCost { get; init; }

    /// <summary>Profit of closed parts, after fees.</summary>
    public required Money Realized { get; init; }

    /// <summary>Taker fees paid.</summary>
    public required Money Fees { get; init; }

    public required Timestamp Updated { get; init; }

    public TableRow ToTableRow(MarketSpec market) => new(
        WorkerTables.PartitionOf(market),
        Slug,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(Up)] = Up.ToString(),
            [nameof(Down)] = Down.ToString(),
            [nameof(UpCost)] = UpCost.ToString(),
            [nameof(DownCost)] = DownCost.ToString(),
            [nameof(Realized)] = Realized.ToString(),
            [nameof(Fees)] = Fees.ToString(),
            [nameof(Updated)] = Updated.Micros.ToString(),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static PositionRow Read(TableRow row) => new()
    {
        Slug = row.Row,
        Epoch = row.Whole(WorkerTables.EpochColumn),
        Up = row.Size(nameof(Up)),
        Down = row.Size(nameof(Down)),
        UpCost = row.Money(nameof(UpCost)),
        DownCost = row.Money(nameof(DownCost)),
        Realized = row.Money(nameof(Realized)),
        Fees = row.Money(nameof(Fees)),
        Updated = row.Moment(nameof(Updated)),
    };
}
