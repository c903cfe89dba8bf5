using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>One maker's part of a trade, in the maker's own terms.</summary>
/// <param name="Amount">Collateral moved for this part on the maker's side, before fees.</param>
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

    /// <summary>The accounts' parts. Parts of the order flow and of recorded liquidity are in <see cref="Size"/> only.</summary>
    public required IReadOnlyList<MakerMatch> Makers { get; init; }

    public required Timestamp MatchTime { get; init; }

    /// <summary>0x and 64 digits; the venue tells it late.</summary>
    public required Hash256 TransactionHash { get; init; }

    public FillStatus Status { get; internal set; }

    public Timestamp LastUpdate { get; internal set; }
}
