using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>One execution of one of our orders at its last known settlement status. Table Fills, row <c>slug:trade:intent</c>.</summary>
/// <param name="Epoch">Of the worker that wrote the row.</param>
/// <param name="Fill">Its market slot has no meaning outside the process and is not stored: 0 when read.</param>
public sealed record FillRow(string Slug, long Epoch, Fill Fill)
{
    public TableRow ToTableRow(MarketSpec market) => new(
        WorkerTables.PartitionOf(market),
        $"{Slug}{WorkerTables.KeySeparator}{Fill.Trade:N}{WorkerTables.KeySeparator}{Fill.Intent.Number:D10}",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(Fill.Trade)] = Fill.Trade.ToString("D"),
            [nameof(Fill.Intent)] = Fill.Intent.Number.ToString(),
            [nameof(Fill.Outcome)] = Fill.Outcome.ToString(),
            [nameof(Fill.Side)] = Fill.Side.ToString(),
            [nameof(Fill.Price)] = Fill.Price.ToString(),
            [nameof(Fill.Size)] = Fill.Size.ToString(),
            [nameof(Fill.Amount)] = Fill.Amount.ToString(),
            [nameof(Fill.Fee)] = Fill.Fee.ToString(),
            [nameof(Fill.IsMaker)] = Fill.IsMaker.ToString(),
            [nameof(Fill.Status)] = Fill.Status.ToString(),
            [nameof(Fill.VenueTime)] = Fill.VenueTime.Micros.ToString(),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static FillRow Read(TableRow row) => new(row.SlugOfKey(), row.Whole(WorkerTables.EpochColumn), new Fill
    {
        Trade = Guid.TryParse(row.Text(nameof(Fill.Trade)), out var trade)
            ? trade
            : throw new InvalidStateRowException($"The row {row.Partition}/{row.Row} is damaged: its column {nameof(Fill.Trade)} is no trade id."),
        Intent = new IntentId(row.Whole(nameof(Fill.Intent))),
        Outcome = row.Choice<Outcome>(nameof(Fill.Outcome)),
        Side = row.Choice<Side>(nameof(Fill.Side)),
        Price = row.Price(nameof(Fill.Price)),
        Size = row.Size(nameof(Fill.Size)),
        Amount = row.Money(nameof(Fill.Amount)),
        Fee = row.Money(nameof(Fill.Fee)),
        IsMaker = row.Flag(nameof(Fill.IsMaker)),
        Status = row.Choice<FillStatus>(nameof(Fill.Status)),
        VenueTime = row.Moment(nameof(Fill.VenueTime)),
    });
}
