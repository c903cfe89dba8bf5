using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>One window: what it is and how far it has come. Table Windows, row <c>slug</c>.</summary>
public sealed record WindowRow
{
    public required string Slug { get; init; }

    public required long Epoch { get; init; }

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public required string ConditionId { get; init; }

    public required string UpTokenId { get; init; }

    public required string DownTokenId { get; init; }

    /// <summary>Which protocol the tokens belong to.</summary>
    public required MarketVersion Version { get; init; }

    public required Timestamp Opens { get; init; }

    public required Timestamp Closes { get; init; }

    public required MarketPhase Phase { get; init; }

    /// <summary>The price to beat, once it is known.</summary>
    public OraclePrice? Strike { get; init; }

    /// <summary>The settlement value at the close, once it is known.</summary>
    public OraclePrice? Close { get; init; }

    public Outcome? Winner { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>A window as far as it has come, without the prices it is decided by.</summary>
    public static WindowRow Of(MarketSpec market, long epoch, MarketPhase phase, Outcome? winner, Timestamp now) => new()
    {
        Slug = market.Slug,
        Epoch = epoch,
        ConditionId = market.ConditionId,
        UpTokenId = market.UpTokenId,
        DownTokenId = market.DownTokenId,
        Version = market.Version,
        Opens = market.Opens,
        Closes = market.Closes,
        Phase = phase,
        Winner = winner,
        Updated = now,
    };

    public TableRow ToTableRow(MarketSpec market) => new(
        WorkerTables.PartitionOf(market),
        Slug,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = Epoch.ToString(),
            [nameof(ConditionId)] = ConditionId,
            [nameof(UpTokenId)] = UpTokenId,
            [nameof(DownTokenId)] = DownTokenId,
            [nameof(Version)] = Version.ToString(),
            [nameof(Opens)] = Opens.Micros.ToString(),
            [nameof(Closes)] = Closes.Micros.ToString(),
            [nameof(Phase)] = Phase.ToString(),
            [nameof(Strike)] = Strike?.ToString() ?? "",
            [nameof(Close)] = Close?.ToString() ?? "",
            [nameof(Winner)] = Winner?.ToString() ?? "",
            [nameof(Updated)] = Updated.Micros.ToString(),
        });

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    public static WindowRow Read(TableRow row) => new()
    {
        Slug = row.Row,
        Epoch = row.Whole(WorkerTables.EpochColumn),
        ConditionId = row.Text(nameof(ConditionId)),
        UpTokenId = row.Text(nameof(UpTokenId)),
        DownTokenId = row.Text(nameof(DownTokenId)),
        Version = row.Choice<MarketVersion>(nameof(Version)),
        Opens = row.Moment(nameof(Opens)),
        Closes = row.Moment(nameof(Closes)),
        Phase = row.Choice<MarketPhase>(nameof(Phase)),
        Strike = row.OraclePrice(nameof(Strike)),
        Close = row.OraclePrice(nameof(Close)),
        Winner = row.Text(nameof(Winner)).Length == 0 ? null : row.Choice<Outcome>(nameof(Winner)),
        Updated = row.Moment(nameof(Updated)),
    };
}
