using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Users;

/// <summary>
/// The feed of <c>/notifications</c>: cancelled orders (1) and fills (2) of each credential, oldest first.
/// Only credentials that asked once are followed, so that runs whose clients never ask pay nothing.
/// </summary>
internal sealed class NotificationBoard(MarketChannel markets, CredentialDirectory credentials)
{
    private const int Canceled = 1;
    private const int Filled = 2;

    // The venue keeps 48 hours; a client that polls reads far fewer at once.
    private const int KeptMaximum = 200;

    private readonly Dictionary<CredentialId, Queue<Notification>> _followed = [];
    private long _lastId;

    private sealed record Notification(long Id, int Type, Timestamp At, byte[] Payload);

    public void AddTo(RouteTable routes)
    {
        routes.Keyed("GET", "/notifications", (_, credential, _) => List(credential));
        routes.Keyed("DELETE", "/notifications", (_, credential, request) => Drop(credential, request));
    }

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        var type = change switch
        {
            OrderChange.Cancellation => Canceled,
            OrderChange.Update => Filled,
            _ => 0,
        };
        if (type == 0 || !_followed.TryGetValue(order.Order.Credential, out var kept))
        {
            return;
        }

        if (kept.Count == KeptMaximum)
        {
            kept.Dequeue();
        }

        var (owner, address) = credentials.NameOf(order.Order.Credential, order.Order.Id);
        var listing = markets.Feed(order.Order.Listing).Listing;
        kept.Enqueue(new Notification(++_lastId, type, at, Json.Write(writer => OrderText.WriteOpenOrder(writer, order, listing, owner, address))));
    }

    private VenueResponse List(ApiCredential credential)
    {
        if (!_followed.TryGetValue(credential.Id, out var kept))
        {
            _followed[credential.Id] = kept = new Queue<Notification>();
        }

        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var notification in kept)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", notification.Id);
                writer.WriteNumber("type", notification.Type);
                writer.WriteString("owner", credential.Key);
                writer.WriteNumber("timestamp", notification.At.Seconds);
                writer.WritePropertyName("payload");
                writer.WriteRawValue(notification.Payload);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }

    private VenueResponse Drop(ApiCredential credential, VenueRequest request)
    {
        var ids = (request.Parameter("ids") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (_followed.TryGetValue(credential.Id, out var kept))
        {
            _followed[credential.Id] = new Queue<Notification>(kept.Where(notification => ids.Count > 0 && !ids.Contains(notification.Id.ToString())));
        }

        return VenueResponse.Ok("\"OK\""u8.ToArray());
    }
}
