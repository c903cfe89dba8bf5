using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// The market session with its list of wishes: windows are found by HTTP, between two steps of the socket, and are subscribed at
/// the socket's next step, which is due at once.
/// </summary>
internal sealed class MarketSocket(MarketSession session) : ISocketSession
{
    private readonly Queue<(MarketId Market, MarketSpec? Spec)> _wishes = new();
    private string? _renewal;

    public string Name => session.Name;

    public MarketSession Session => session;

    public Timestamp NextDeadline => _wishes.Count > 0 || _renewal is not null ? default : session.NextDeadline;

    public void Watch(MarketId market, MarketSpec spec) => _wishes.Enqueue((market, spec));

    public void Unwatch(MarketId market) => _wishes.Enqueue((market, null));

    /// <summary>A fresh connection for everything.</summary>
    public void Renew(string why) => _renewal = why;

    public void Start(Timestamp now, SocketCommands commands)
    {
        session.Start(now, commands);
        Grant(commands);
    }

    public void Opened(Timestamp now, SocketCommands commands) => session.Opened(now, commands);

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands) => session.Received(now, message, commands);

    public void Closed(Timestamp now, int closeCode, SocketCommands commands) => session.Closed(now, closeCode, commands);

    public void Tick(Timestamp now, SocketCommands commands)
    {
        Grant(commands);
        if (_renewal is { } why)
        {
            _renewal = null;
            session.Renew(now, why, commands);
        }

        if (session.NextDeadline <= now)
        {
            session.Tick(now, commands);
        }
    }

    private void Grant(SocketCommands commands)
    {
        while (_wishes.TryDequeue(out var wish))
        {
            if (wish.Spec is { } spec)
            {
                session.Watch(wish.Market, spec, commands);
            }
            else
            {
                session.Unwatch(wish.Market, commands);
            }
        }
    }
}
