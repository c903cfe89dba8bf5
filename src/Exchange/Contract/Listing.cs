using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>A market the exchange trades, and how it ended.</summary>
public sealed class Listing
{
    public required ListingId Id { get; init; }

    public required MarketSpec Spec { get; init; }

    /// <summary>When the venue began to take orders for it.</summary>
    public required Timestamp Listed { get; init; }

    /// <summary>True on crypto windows: marketable orders are held before they match.</summary>
    public required bool TakerDelay { get; init; }

    /// <summary>The event it is one outcome of; null for a window, which is its own.</summary>
    public EventPlace? Event { get; init; }

    public TickSize TickSize { get; internal set; }

    /// <summary>Takes orders now.</summary>
    public bool AcceptingOrders { get; internal set; }

    /// <summary>The settlement stream's value at the open, once it is known.</summary>
    public OraclePrice? PriceToBeat { get; internal set; }

    public OraclePrice? FinalPrice { get; internal set; }

    public Outcome? Winner { get; internal set; }

    /// <summary>Price of the last trade in Up terms.</summary>
    public Price? LastTradePrice { get; internal set; }

    /// <summary>The token the last trade's taker traded, and its price there.</summary>
    public Outcome LastTradeOutcome { get; internal set; }
}
