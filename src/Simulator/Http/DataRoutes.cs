using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Http;

/// <summary><c>/data/*</c>: the credential's orders and its wallet's trades.</summary>
internal sealed class DataRoutes
{
    private const string OrderStart = "/data/order/";

    private readonly ExchangeVenue _exchange;
    private readonly MarketChannel _markets;
    private readonly CredentialDirectory _credentials;

    public DataRoutes(ExchangeVenue exchange, MarketChannel markets, CredentialDirectory credentials)
    {
        _exchange = exchange;
        _markets = markets;
        _credentials = credentials;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Keyed("GET", OrderStart, Order);
        routes.Keyed("GET", "/data/orders", Orders);
        routes.Keyed("GET", "/data/trades", Trades);
        routes.Keyed("GET", "/data/pre-migration-orders", (_, _, request) => Page.Of<VenueOrder>(request, [], (_, _) => { }));
    }

    /// <summary>One order, live or not, as the newer engine answers.</summary>
    private VenueResponse Order(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        if (!Hash256.TryParse(Encoding.UTF8.GetBytes(request.Path[OrderStart.Length..]), out var id))
        {
            return VenueResponse.Error(400, "Invalid orderID");
        }

        return _exchange.Find(credential.Id, id) is { } order
            ? VenueResponse.Ok(Json.Write(writer => Write(writer, order, credential)))
            : VenueResponse.Error(404, "Order not found");
    }

    /// <summary>Live orders, oldest first; with an id that order whatever its state.</summary>
    private VenueResponse Orders(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var market = request.Parameter("market");
        var asset = request.Parameter("asset_id");
        var orders = request.Parameter("id") is { Length: > 0 } id
            ? ById(credential, id)
            : _exchange.OpenOrders(credential.Id).OrderBy(order => order.Sequence);
        var wanted = orders
            .Where(order => Matches(order.Order.Listing, order.Order.Outcome, market, asset))
            .ToList();
        return Page.Of(request, wanted, (writer, order) => Write(writer, order, credential));
    }

    /// <summary>Trades of the wallet, newest first.</summary>
    private VenueResponse Trades(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        if (!TryReadSeconds(request.Parameter("before"), long.MaxValue, out var before)
            || !TryReadSeconds(request.Parameter("after"), long.MinValue, out var after))
        {
            return VenueResponse.Error(400, "Invalid time filter");
        }

        var id = request.Parameter("id");
        var market = request.Parameter("market");
        var asset = request.Parameter("asset_id");
        var address = request.Parameter("maker_address");
        var isOtherWallet = !string.IsNullOrEmpty(address) && !PaysFor(credential, address);
        var wanted = isOtherWallet ? [] : _exchange.Trades(credential.Account)
            .Where(trade => trade.MatchTime.Seconds < before && trade.MatchTime.Seconds > after)
            .Where(trade => string.IsNullOrEmpty(id) || string.Equals(trade.Id.ToString("D"), id, StringComparison.OrdinalIgnoreCase))
            .Where(trade => Matches(trade.Listing, trade.Outcome, market, asset)
                || trade.Makers.Any(maker => IsOwn(maker.Credential, credential) && Matches(trade.Listing, maker.Outcome, market, asset)))
            .ToList();
        return Page.Of(request, wanted, (writer, trade) => TradeText.WriteTrade(
            writer, trade, _markets.Feed(trade.Listing).Listing, IsOwn(trade.TakerCredential, credential), _credentials));
    }

    // The wallet of the key itself, or the proxy, Safe or deposit wallet that belongs to it.
    private static bool PaysFor(ApiCredential credential, string text) => WalletAddress.TryParse(text, out var address)
        && (address == credential.Address || DerivedWallets.IsDepositWallet(credential.Address, address)
            || Enumerable.Range(1, 2).Any(type => DerivedWallets.MayPay(type, credential.Address, address)));

    private bool IsOwn(CredentialId id, ApiCredential credential) => _credentials.Find(id)?.Account == credential.Account;

    private bool Matches(ListingId id, Outcome outcome, string? market, string? asset)
    {
        var spec = _markets.Feed(id).Listing.Spec;
        return (string.IsNullOrEmpty(market) || string.Equals(spec.ConditionId, market, StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrEmpty(asset) || spec.TokenId(outcome) == asset);
    }

    private IEnumerable<VenueOrder> ById(ApiCredential credential, string id) =>
        Hash256.TryParse(Encoding.UTF8.GetBytes(id), out var hash) && _exchange.Find(credential.Id, hash) is { } order
            ? [order]
            : Enumerable.Empty<VenueOrder>();

    private void Write(System.Text.Json.Utf8JsonWriter writer, VenueOrder order, ApiCredential credential) =>
        OrderText.WriteOpenOrder(writer, order, _markets.Feed(order.Order.Listing).Listing, credential.Key, credential.AddressText);

    private static bool TryReadSeconds(string? text, long otherwise, out long seconds)
    {
        seconds = otherwise;
        return string.IsNullOrEmpty(text) || long.TryParse(text, out seconds);
    }
}
