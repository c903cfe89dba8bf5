using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Http;

/// <summary>What the venue checks before an order reaches the matching engine: whose it is, and who signed it.</summary>
internal sealed class PlacementCheck
{
    // The end of the year 9999 in Unix seconds.
    private const long LatestExpiration = 253_402_300_799;

    private readonly MarketChannel _markets;

    public PlacementCheck(MarketChannel markets) => _markets = markets;

    /// <summary>The order for the matching engine, or the venue's text of what is wrong with it.</summary>
    public (NewOrder? Order, string Error) Check(ApiCredential credential, OrderEntry? entry)
    {
        if (entry is null)
        {
            return (null, "Invalid order payload");
        }

        var signed = entry.Order;
        if (!string.Equals(entry.Owner, credential.Key, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "the order owner has to be the owner of the API KEY");
        }

        if (CheckWallet(credential, signed) is { Length: > 0 } refusal)
        {
            return (null, refusal);
        }

        if (entry.Type == OrderType.Gtd ? entry.Expiration is 0 or > LatestExpiration : entry.Expiration != 0)
        {
            return (null, "invalid expiration");
        }

        if (entry is { PostOnly: true, Type: OrderType.Fak or OrderType.Fok })
        {
            return (null, "Invalid order payload");
        }

        return _markets.TryFindToken(signed.TokenId, out var feed, out var outcome)
            ? CheckSignature(credential, entry, feed.Listing, outcome)
            : (null, $"the orderbook {signed.TokenId} does not exist");
    }

    /// <summary>
    /// Whose wallet pays. The key of a deposit wallet's orders belongs to the wallet's owner, or to the wallet itself; a deposit
    /// wallet is maker and signer.
    /// </summary>
    private static string CheckWallet(ApiCredential credential, SignedOrder order)
    {
        var isDeposit = order.SignatureType == OrderSignature.DepositWallet;
        var isOfKey = order.Signer == credential.Address || (isDeposit && DerivedWallets.IsDepositWallet(credential.Address, order.Signer));
        var mayPay = isDeposit ? order.Maker == order.Signer : DerivedWallets.MayPay(order.SignatureType, order.Signer, order.Maker);
        return !isOfKey ? "the order signer address has to be the address of the API KEY"
            : !mayPay ? "maker address not allowed, please use the deposit wallet flow"
            : "";
    }

    private static (NewOrder? Order, string Error) CheckSignature(ApiCredential credential, OrderEntry entry, Listing listing, Outcome outcome)
    {
        if (!OrderSignature.Verify(entry.Order, listing.Spec.NegativeRisk, listing.Spec.Version))
        {
            return (null, "invalid signature");
        }

        var hash = OrderHash.Compute(entry.Order, listing.Spec.NegativeRisk, listing.Spec.Version);
        return (new NewOrder
        {
            Id = Hash256.FromBytes(hash),
            Credential = credential.Id,
            Listing = listing.Id,
            Outcome = outcome,
            Side = entry.Order.Side,
            MakerAmount = entry.Order.MakerAmount,
            TakerAmount = entry.Order.TakerAmount,
            Type = entry.Type,
            PostOnly = entry.PostOnly,
            Expiration = entry.Type == OrderType.Gtd ? Timestamp.FromSeconds(entry.Expiration) : Timestamp.Never,
        }, "");
    }
}
