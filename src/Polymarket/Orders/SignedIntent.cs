using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>What the intent log keeps of an order before its bytes leave: enough to ask the venue for it after a crash.</summary>
/// <param name="Hash">The order's id at the venue.</param>
/// <param name="Size">Shares as signed.</param>
/// <param name="TimestampMilliseconds">The signed Unix milliseconds.</param>
public readonly record struct SignedIntent(
    IntentId Intent,
    Hash256 Hash,
    long Salt,
    MarketId Market,
    UInt256 Token,
    Side Side,
    Price Price,
    Size Size,
    OrderType Type,
    long TimestampMilliseconds);
