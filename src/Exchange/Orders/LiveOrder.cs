using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;

namespace PolyCloud.Exchange.Orders;

/// <summary>An account's order while it can still trade: what others see of it, and its place in book and ledger.</summary>
internal sealed class LiveOrder(VenueOrder view, Credential credential, ListingState market)
{
    internal VenueOrder View { get; } = view;

    internal Credential Credential { get; } = credential;

    internal Account Account => Credential.Account;

    internal ListingState Market { get; } = market;

    internal Outcome Outcome => View.Order.Outcome;

    internal Side Side => View.Order.Side;

    internal Side UpSide => Outcome == Outcome.Up ? Side : Side.Opposite();

    internal Price UpPrice => Outcome == Outcome.Up ? View.Price : View.Price.Complement;

    /// <summary>What the ledger keeps aside for it: micro-dollars of a buy (for a held taker with fee headroom), micro-shares of a sell.</summary>
    internal long Reserved { get; set; }

    /// <summary>Slot in the book; 0 while held, off display, or gone.</summary>
    internal int BookSlot { get; set; }
}
