using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Users;

/// <summary>The user channel: own orders and trades of each credential, to the connections that authenticated with it.</summary>
internal sealed class UserChannel
{
    private readonly MarketChannel _markets;
    private readonly CredentialDirectory _credentials;
    private readonly Dictionary<int, List<UserConnection>> _byCredential = [];

    public UserChannel(MarketChannel markets, CredentialDirectory credentials, Authenticator authenticator)
    {
        _markets = markets;
        _credentials = credentials;
        Authenticator = authenticator;
    }

    public Authenticator Authenticator { get; }

    public UserConnection Connect(IFrameSink sink) => new(this, sink);

    public void Add(UserConnection connection, CredentialId credential)
    {
        if (!_byCredential.TryGetValue(credential.Slot, out var connections))
        {
            connections = [];
            _byCredential[credential.Slot] = connections;
        }

        connections.Add(connection);
    }

    public void Remove(UserConnection connection, CredentialId credential) => _byCredential[credential.Slot].Remove(connection);

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        if (!_byCredential.TryGetValue(order.Order.Credential.Slot, out var connections) || connections.Count == 0)
        {
            return;
        }

        var listing = _markets.Feed(order.Order.Listing).Listing;
        var (owner, address) = _credentials.NameOf(order.Order.Credential, order.Order.Id);
        Send(at, listing, connections, Json.Write(writer => OrderText.WriteEvent(writer, at, order, change, listing, owner, address)));
    }

    public void TradeChanged(Timestamp at, VenueTrade trade)
    {
        SendTrade(at, trade, trade.TakerCredential, isTaker: true);
        for (var index = 0; index < trade.Makers.Count; index++)
        {
            var maker = trade.Makers[index].Credential;
            var toldBefore = maker == trade.TakerCredential;
            for (var earlier = 0; earlier < index && !toldBefore; earlier++)
            {
                toldBefore = trade.Makers[earlier].Credential == maker;
            }

            if (!toldBefore)
            {
                SendTrade(at, trade, maker, isTaker: false);
            }
        }
    }

    public void Reply(Timestamp now, UserConnection connection, ReadOnlySpan<byte> text)
    {
        var frame = _markets.Queue.Rent().Append(text);
        _markets.Queue.Enqueue(connection, frame, _markets.Timing.InOrder(now));
        _markets.Queue.Release(frame);
    }

    private void SendTrade(Timestamp at, VenueTrade trade, CredentialId viewer, bool isTaker)
    {
        if (_byCredential.TryGetValue(viewer.Slot, out var connections) && connections.Count > 0)
        {
            var listing = _markets.Feed(trade.Listing).Listing;
            Send(at, listing, connections, Json.Write(writer => TradeText.WriteEvent(writer, at, trade, listing, isTaker, _credentials)));
        }
    }

    private void Send(Timestamp at, Listing listing, List<UserConnection> connections, byte[] text)
    {
        var frame = _markets.Queue.Rent().Append(text);
        for (var index = connections.Count - 1; index >= 0; index--)
        {
            if (connections[index].Wants(listing.Spec.ConditionId))
            {
                _markets.Queue.Enqueue(connections[index], frame, _markets.Timing.InOrder(at));
            }
        }

        _markets.Queue.Release(frame);
    }
}
