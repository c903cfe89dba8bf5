using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>An order as it reaches the matching engine: signature and ownership already verified by the wire host.</summary>
public sealed record NewOrder
{
    /// <summary>The order's identity at the venue.</summary>
    public required Hash256 Id { get; init; }

    public required CredentialId Credential { get; init; }

    public required ListingId Listing { get; init; }

    public required Outcome Outcome { get; init; }

    public required Side Side { get; init; }

    /// <summary>Raw units the maker gives: micro-dollars on a buy, micro-shares on a sell.</summary>
    public required long MakerAmount { get; init; }

    /// <summary>Raw units the maker takes: micro-shares on a buy, micro-dollars on a sell.</summary>
    public required long TakerAmount { get; init; }

    public required OrderType Type { get; init; }

    public bool PostOnly { get; init; }

    /// <summary>Of good-till-date orders the moment the client states; never otherwise. The order ends earlier by <see cref="ExchangeOptions.DateOrderLead"/>.</summary>
    public Timestamp Expiration { get; init; } = Timestamp.Never;
}

/// <summary>The state of an order in the venue's words.</summary>
public enum VenueOrderStatus : byte
{
    Live,
    Matched,

    /// <summary>Pending in the taker hold.</summary>
    Delayed,
    Canceled,
    CanceledMarketResolved,

    /// <summary>Cancelled by the venue because it is no longer funded.</summary>
    Invalid,
}

/// <summary>An order the exchange knows. Mutable inside the exchange, read-only outside.</summary>
public sealed class VenueOrder
{
    public required NewOrder Order { get; init; }

    /// <summary>Price on the order's own token.</summary>
    public required Price Price { get; init; }

    /// <summary>Original shares.</summary>
    public required Size OriginalSize { get; init; }

    public required Timestamp Created { get; init; }

    /// <summary>Arrival number: time priority within a level.</summary>
    public required long Sequence { get; init; }

    public Size Matched { get; internal set; }

    public VenueOrderStatus Status { get; internal set; }

    /// <summary>Trades this order took part in.</summary>
    public List<Guid> Trades { get; } = [];

    /// <summary>Shares not matched; zero for a dollar-sized buy that got more shares than its limit price promised.</summary>
    public Size Remaining => Size.Max(Size.Zero, OriginalSize - Matched);
}

/// <summary>What became of a placement.</summary>
/// <param name="Error">Empty when accepted, else the venue's own text.</param>
/// <param name="Status">Matched where any part matched at placement, also where the rest rests; meaningless when refused.</param>
/// <param name="MakingAmount">Raw units given at placement without the fee, 0 when it rests.</param>
/// <param name="TakingAmount">Raw units received at placement before the fee, 0 when it rests.</param>
public sealed record PlacementOutcome(string Error, VenueOrderStatus Status, long MakingAmount, long TakingAmount, IReadOnlyList<Guid> Trades)
{
    public bool Accepted => Error.Length == 0;
}

/// <summary>What became of a cancel: the empty text is done, else the venue's own text.</summary>
public readonly record struct CancelOutcome(Hash256 Order, string Error);
