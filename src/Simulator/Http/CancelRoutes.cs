using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.RateLimits;

namespace PolyCloud.Simulator.Http;

/// <summary>The four ways to cancel; each only reaches the credential's own orders.</summary>
internal sealed class CancelRoutes
{
    private const int BatchMaximum = 1000;

    private readonly ExchangeVenue _exchange;
    private readonly MarketChannel _markets;
    private readonly SignerBuckets _buckets;

    public CancelRoutes(ExchangeVenue exchange, MarketChannel markets, SignerBuckets buckets)
    {
        _exchange = exchange;
        _markets = markets;
        _buckets = buckets;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Keyed("DELETE", "/order", One);
        routes.Keyed("DELETE", "/orders", Some);
        routes.Keyed("DELETE", "/cancel-all", All);
        routes.Keyed("DELETE", "/cancel-market-orders", OfMarket);
    }

    private VenueResponse One(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var text = JsonInput.Read(request.Body.Span, root => root.Text("orderID"));
        return text is not null && Hash256.TryParse(Encoding.UTF8.GetBytes(text), out var order)
            ? Paid(now, credential, 1, () => Answer([_exchange.Cancel(credential.Id, order)]))
            : VenueResponse.Error(400, "Invalid orderID");
    }

    private VenueResponse Some(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var texts = JsonInput.Read(request.Body.Span, root => root.Texts());
        if (texts is null or { Count: 0 })
        {
            return VenueResponse.Error(400, "Invalid order payload");
        }

        if (texts.Count > BatchMaximum)
        {
            return VenueResponse.Error(400, $"Too many orders in payload: {texts.Count}, max allowed: {BatchMaximum}");
        }

        var orders = new List<Hash256>(texts.Count);
        foreach (var text in texts)
        {
            if (!Hash256.TryParse(Encoding.UTF8.GetBytes(text), out var order))
            {
                return VenueResponse.Error(400, "Invalid orderID");
            }

            orders.Add(order);
        }

        return Paid(now, credential, orders.Count, () => Answer([.. orders.Distinct().Select(order => _exchange.Cancel(credential.Id, order))]));
    }

    private VenueResponse All(Timestamp now, ApiCredential credential, VenueRequest request) =>
        Swept(now, credential, () => _exchange.CancelAll(credential.Id));

    private VenueResponse OfMarket(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var (market, asset) = JsonInput.Read(request.Body.Span, root => (root.Text("market") ?? "", root.Text("asset_id") ?? ""));
        if (string.IsNullOrEmpty(market) && string.IsNullOrEmpty(asset))
        {
            return VenueResponse.Error(400, "Invalid order payload");
        }

        var feed = string.IsNullOrEmpty(market) ? null : _markets.FindCondition(market);
        Outcome? outcome = null;
        if (!string.IsNullOrEmpty(asset))
        {
            var found = _markets.TryFindToken(asset, out var tokenFeed, out var tokenOutcome);
            var agrees = found && (string.IsNullOrEmpty(market) || feed == tokenFeed);
            feed = agrees ? tokenFeed : null;
            outcome = tokenOutcome;
        }

        return Swept(now, credential, () => feed is null ? [] : _exchange.CancelAll(credential.Id, feed.Listing.Id, outcome));
    }

    /// <summary>Costs one token, and afterwards one for each order that was cancelled.</summary>
    private VenueResponse Swept(Timestamp now, ApiCredential credential, Func<IReadOnlyList<CancelOutcome>> cancel) => Paid(now, credential, 1, () =>
    {
        var outcomes = cancel();
        _buckets.CancelledAll(now, credential.Address, outcomes.Count);
        return Answer(outcomes);
    });

    private VenueResponse Paid(Timestamp now, ApiCredential credential, int cost, Func<VenueResponse> cancel) => _buckets.Tell(
        now, credential.Address, _buckets.Cancel(now, credential.Address, cost) ?? cancel(), cancels: true);

    private static VenueResponse Answer(IReadOnlyList<CancelOutcome> outcomes) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("canceled");
        foreach (var outcome in outcomes.Where(outcome => outcome.Error.Length == 0))
        {
            writer.WriteStringValue(outcome.Order.ToString());
        }

        writer.WriteEndArray();
        writer.WriteStartObject("not_canceled");
        foreach (var outcome in outcomes.Where(outcome => outcome.Error.Length > 0))
        {
            writer.WriteString(outcome.Order.ToString(), outcome.Error);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }));
}
