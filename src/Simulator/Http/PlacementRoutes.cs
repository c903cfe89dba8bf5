using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Faults.Calls;
using PolyCloud.Simulator.RateLimits;

namespace PolyCloud.Simulator.Http;

/// <summary><c>POST /order</c> and <c>POST /orders</c>. The answer waits until the last order's outcome is known.</summary>
internal sealed class PlacementRoutes
{
    private const int BatchMaximum = 15;

    private readonly ExchangeVenue _exchange;
    private readonly PlacementCheck _check;
    private readonly AccountStanding _standing;
    private readonly SignerBuckets _buckets;
    private readonly VenueFaults _faults;
    private readonly bool _offGridRefusesBatch;
    private readonly Dictionary<PlacementTicket, (Placement Placement, int Index)> _waiting = [];
    private long _lastTicket;

    public PlacementRoutes(
        ExchangeVenue exchange, PlacementCheck check, AccountStanding standing, SignerBuckets buckets, VenueFaults faults, bool offGridRefusesBatch)
    {
        _exchange = exchange;
        _check = check;
        _standing = standing;
        _buckets = buckets;
        _faults = faults;
        _offGridRefusesBatch = offGridRefusesBatch;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Placing("POST", "/order", Place);
        routes.Placing("POST", "/orders", Place);
    }

    private void Place(Timestamp now, ApiCredential credential, VenueRequest request, Action<VenueResponse> respond)
    {
        var isBatch = request.Path == "/orders";
        var (entries, error) = ReadEntries(request, isBatch);
        if (error.Length > 0)
        {
            respond(VenueResponse.Error(400, error));
            return;
        }

        if (_buckets.Place(now, credential.Address, entries.Count) is { } refused)
        {
            respond(_buckets.Tell(now, credential.Address, refused, cancels: false));
            return;
        }

        var judged = entries.ConvertAll(entry => _standing.Judge(now, credential, _check.Check(credential, entry)));
        if (isBatch && _offGridRefusesBatch && judged.Find(entry => entry.Order is { } order && !_exchange.IsOnGrid(order)).Order is { } offGrid)
        {
            respond(VenueResponse.Error(400, _exchange.OffGridText(offGrid)));
            return;
        }

        var placement = new Placement(entries.Count, isBatch, response => respond(_buckets.Tell(now, credential.Address, response, cancels: false)));
        for (var index = 0; index < judged.Count; index++)
        {
            PlaceOne(placement, index, judged[index]);
        }

        Finish(placement);
    }

    private void PlaceOne(Placement placement, int index, (NewOrder? Order, string Error) judged)
    {
        if (judged.Order is not { } order)
        {
            placement.Refuse(index, judged.Error);
        }
        else if (_faults.Strikes(_faults.ErrorInSuccess))
        {
            placement.RefuseInSuccess(index, ErrorInSuccessFault.Text);
        }
        else
        {
            var ticket = new PlacementTicket(++_lastTicket);
            _waiting[ticket] = (placement, index);
            _exchange.Place(order, ticket);
        }
    }

    /// <summary>The exchange has decided; within the call that placed it or later.</summary>
    public void Placed(PlacementTicket ticket, Hash256? order, PlacementOutcome outcome)
    {
        if (_waiting.Remove(ticket, out var waiting))
        {
            waiting.Placement.Decide(waiting.Index, order, outcome);
            Finish(waiting.Placement);
        }
    }

    private static (List<OrderEntry?> Entries, string Error) ReadEntries(VenueRequest request, bool isBatch)
    {
        var entries = JsonInput.Read(request.Body.Span, root => isBatch ? ReadBatch(root) : [OrderEntry.Read(root)]);
        return entries switch
        {
            null or { Count: 0 } => ([], "Invalid order payload"),
            { Count: > BatchMaximum } => ([], $"Too many orders in payload: {entries.Count}, max allowed: {BatchMaximum}"),
            _ => (entries, ""),
        };
    }

    private static List<OrderEntry?>? ReadBatch(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(OrderEntry.Read)] : null;

    private void Finish(Placement placement)
    {
        if (placement.TryComplete(out var anyAccepted) && !(anyAccepted && _faults.Strikes(_faults.LostAnswer)))
        {
            placement.Respond();
        }
    }
}
