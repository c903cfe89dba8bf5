using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>One of our orders and what is known of it. Table Orders, row <c>slug:epoch:intent</c>.</summary>
public sealed record OrderRow
{
    public required string Slug { get; init; }

    public required long Epoch { get; init; }

    public required IntentId Intent { get; init; }

    public required Hash256 OrderHash { get; init; }

    public required Outcome Outcome { get; init; }

    public required Side Side { get; init; }

    public required Price Price { get; init; }

    public required Size Size { get; init; }

    public required OrderType Type { get; init; }

    public required OrderPurpose Purpose { get; init; }

    /// <summary>The last report; <see cref="OrderReportKind.Unknown"/> until there is one.</summary>
    public required OrderReportKind Status { get; init; }

    public required Reason Reason { get; init; }

    public required Size Matched { get; init; }

    public required Timestamp Placed { get; init; }

    public required Timestamp Updated { get; init; }

    public TableRow ToTableRow(MarketSpec market) => new(
        WorkerTables.PartitionOf(market),
        $"{Slug}{WorkerTables.KeySeparator}{Epoch:D8}{WorkerTables.KeySeparator}{Intent.Number:D10}",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(Intent)] = Intent.Number.ToString(),
            [nameof(OrderHash)] = OrderHash.ToString(),
            [nameof(Outcome)] = Outcome.ToString(),
            [nameof(Side)] = Side.ToString(),
            [nameof(Price)] = Price.ToString(),
            [nameof(Size)] = Size.ToString(),
            [nameof(Type)] = Type.ToString(),
            [nameof(Purpose)] = Purpose.ToString(),
            [nameof(Status)] = Status.ToString(),
            [nameof(Reason)] = Reason.ToString(),
            [nameof(Matched)] = Matched.ToString(),
            [nameof(Placed)] = Placed.Micros.ToString(),
            [nameof(Updated)] = Updated.Micros.ToString(),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static OrderRow Read(TableRow row) => new()
    {
        Slug = row.SlugOfKey(),
        Epoch = row.Whole(WorkerTables.EpochColumn),
        Intent = new IntentId(row.Whole(nameof(Intent))),
        OrderHash = row.Hash(nameof(OrderHash)),
        Outcome = row.Choice<Outcome>(nameof(Outcome)),
        Side = row.Choice<Side>(nameof(Side)),
        Price = row.Price(nameof(Price)),
        Size = row.Size(nameof(Size)),
        Type = row.Choice<OrderType>(nameof(Type)),
        Purpose = row.Choice<OrderPurpose>(nameof(Purpose)),
        Status = row.Choice<OrderReportKind>(nameof(Status)),
        Reason = row.Choice<Reason>(nameof(Reason)),
        Matched = row.Size(nameof(Matched)),
        Placed = row.Moment(nameof(Placed)),
        Updated = row.Moment(nameof(Updated)),
    };
}
