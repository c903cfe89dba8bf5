using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>How a trade goes on its way to the chain.</summary>
public enum SettlementFate : byte
{
    /// <summary>MINED, CONFIRMED.</summary>
    Confirms,

    /// <summary>RETRYING, MINED, CONFIRMED.</summary>
    Retries,

    /// <summary>RETRYING, FAILED: reversed.</summary>
    Fails,

    /// <summary>MINED, then RETRYING because the chain was reorganised, MINED again, CONFIRMED.</summary>
    Reorganised,

    /// <summary>MINED, then RETRYING because the chain was reorganised, FAILED: reversed.</summary>
    ReorganisedAway,
}

/// <summary>One maker's part of a trade, in the maker's own terms.</summary>
/// <param name="Order">Of the order flow and of recorded liquidity a made-up hash, the same in every trade of the same order.</param>
/// <param name="Credential"><see cref="CredentialId.Flow"/> for the order flow and recorded liquidity; these trade the taker's token.</param>
/// <param name="Size">Shares matched.</param>
/// <param name="Amount">Collateral moved for this part on the maker's side: a seller's floor(size × price), a buyer's ceil(size × price).</param>
public sealed record MakerMatch(Hash256 Order, CredentialId Credential, Outcome Outcome, Side Side, Price Price, Size Size, Money Amount);

/// <summary>One taker order's execution against one or more makers.</summary>
public sealed class VenueTrade
{
    public required Guid Id { get; init; }

    public required ListingId Listing { get; init; }

    public required Hash256 TakerOrder { get; init; }

    /// <summary><see cref="CredentialId.Flow"/> where the order flow took; a trade without any account stays Matched.</summary>
    public required CredentialId TakerCredential { get; init; }

    public required Outcome Outcome { get; init; }

    public required Side Side { get; init; }

    /// <summary>The taker's price: the worst level touched.</summary>
    public required Price Price { get; init; }

    public required Size Size { get; init; }

    /// <summary>Collateral moved on the taker's side, before the fee.</summary>
    public required Money Amount { get; init; }

    public required Money Fee { get; init; }

    /// <summary>Every maker's part, in the order matched, where an account takes part on either side; empty where none does.</summary>
    public required IReadOnlyList<MakerMatch> Makers { get; init; }

    public required Timestamp MatchTime { get; init; }

    /// <summary>0x and 64 digits; the venue tells it late.</summary>
    public required Hash256 TransactionHash { get; init; }

    public FillStatus Status { get; internal set; }

    public Timestamp LastUpdate { get; internal set; }
}
