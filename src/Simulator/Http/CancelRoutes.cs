using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>The four ways to cancel; each only reaches the credential's own orders.</summary>
internal sealed class CancelRoutes
{
    private const int BatchMaximum = 1000;

    private readonly ExchangeVenue _exchange;
    private readonly MarketChannel _markets;

    public CancelRoutes(ExchangeVenue exchange, MarketChannel markets)
    {
        _exchange = exchange;
        _markets = markets;
    }

    public VenueResponse One(ApiCredential credential, VenueRequest request)
    {
        var text = JsonInput.Read(request.Body.Span, root => root.Text("orderID"));
        return text is not null && Hash256.TryParse(Encoding.UTF8.GetBytes(text), out var order)
            ? Answer([_exchange.Cancel(credential.Id, order)])
            : VenueResponse.Error(400, "Invalid orderID");
    }

    public VenueResponse Some(ApiCredential credential, VenueRequest request)
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

        return Answer([.. orders.Distinct().Select(order => _exchange.Cancel(credential.Id, order))]);
    }

    public VenueResponse All(ApiCredential credential) => Answer(_exchange.CancelAll(credential.Id));

    public VenueResponse OfMarket(ApiCredential credential, VenueRequest request)
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

        return Answer(feed is null ? [] : _exchange.CancelAll(credential.Id, feed.Listing.Id, outcome));
    }

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
