using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Simulator.Http;

/// <summary><c>POST /order</c> and <c>POST /orders</c>. The answer waits until the last order's outcome is known.</summary>
internal sealed class PlacementRoutes
{
    private const int BatchMaximum = 15;

    private readonly ExchangeVenue _exchange;
    private readonly PlacementCheck _check;
    private readonly VenueFaults _faults;
    private readonly Dictionary<PlacementTicket, (Placement Placement, int Index)> _waiting = [];
    private long _lastTicket;

    public PlacementRoutes(ExchangeVenue exchange, PlacementCheck check, VenueFaults faults)
    {
        _exchange = exchange;
        _check = check;
        _faults = faults;
    }

    public void Place(ApiCredential credential, VenueRequest request, Action<VenueResponse> respond)
    {
        var isBatch = request.Path == "/orders";
        var (entries, error) = ReadEntries(request, isBatch);
        if (error.Length > 0)
        {
            respond(VenueResponse.Error(400, error));
            return;
        }

        var placement = new Placement(entries.Count, isBatch, respond);
        for (var index = 0; index < entries.Count; index++)
        {
            var (order, refusal) = _check.Check(credential, entries[index]);
            if (order is null)
            {
                placement.Refuse(index, refusal);
                continue;
            }

            var ticket = new PlacementTicket(++_lastTicket);
            _waiting[ticket] = (placement, index);
            _exchange.Place(order, ticket);
        }

        Finish(placement);
    }

    /// <summary>The exchange has decided; within <see cref="Place"/> or later.</summary>
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
        if (placement.TryComplete(out var anyAccepted) && !(anyAccepted && _faults.LosesThisResponse()))
        {
            placement.Respond();
        }
    }
}
