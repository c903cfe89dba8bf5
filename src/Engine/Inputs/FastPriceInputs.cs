using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>Which exchange a fast price came from. Prices of two exchanges are never compared as one series: their difference is no return.</summary>
public enum FastPriceSource : byte
{
    /// <summary>Binance spot against USDT: the deepest book, and the first choice.</summary>
    Binance,

    /// <summary>Coinbase spot against USD: the fallback.</summary>
    Coinbase,
}

/// <summary>The best prices of an underlying at one exchange, for fast moves; never for settlement.</summary>
/// <param name="Bid">Best bid in dollars, above zero.</param>
/// <param name="Ask">Best ask in dollars, at or above the bid.</param>
/// <param name="VenueTime">The exchange's own moment; the receive moment where its stream carries none.</param>
/// <param name="Received">When the bytes arrived: what staleness is measured from.</param>
public readonly record struct FastPriceTick(FastPriceSource Source, OraclePrice Bid, OraclePrice Ask, Timestamp VenueTime, Timestamp Received)
{
    /// <summary>Half way between bid and ask, rounded down at the 18th decimal.</summary>
    public OraclePrice Mid => new((Bid.Units + Ask.Units) / 2);
}
