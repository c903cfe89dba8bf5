using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Orders;

/// <summary>The venue's own words for what it refuses (venue documentation, resources/error-codes).</summary>
internal static class Rejections
{
    internal const string Unauthorized = "Unauthorized/Invalid api key";
    internal const string MarketNotReady = "the market is not yet ready to process new orders";
    internal const string InvalidPayload = "Invalid order payload";
    internal const string InvalidExpiration = "invalid expiration";
    internal const string NotEnoughBalance = "not enough balance / allowance";
    internal const string PostOnlyCrosses = "invalid post-only order: order crosses book";
    internal const string CouldNotInsert = "could not insert order";
    internal const string NotFilledWhole = "order couldn't be fully filled. FOK orders are fully filled or killed.";
    internal const string NoMatch = "no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found.";

    internal const string CancelNotFound = "Order not found or already canceled";
    internal const string CancelAlreadyMatched = "Order already matched";
    internal const string CancelAlreadyCanceled = "Order already canceled";

    internal static string Duplicated(Hash256 id) => $"order {id} is invalid. Duplicated.";

    internal static string TickSize(Hash256 id, string price, TickSize tick) =>
        $"order {id} is invalid. Price ({price}) breaks minimum tick size rule: {tick}";

    internal static string MinimumSize(Hash256 id, Size size, Size minimum) =>
        $"order {id} is invalid. Size ({size}) lower than the minimum: {minimum}";

    internal static string MarketableMinimum(Money amount) =>
        $"invalid amount for a marketable BUY order (${amount}), min size: $1";
}
