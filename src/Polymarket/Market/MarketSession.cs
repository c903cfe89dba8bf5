using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// The market socket. Connects once there is a market to watch, subscribes all of them, and begins again on a fresh
/// connection when the old one is lost, stops answering, or goes silent while a window is open. The books come back by the
/// dump that answers a subscription; until then the owner has been told that continuity is lost.
/// </summary>
public sealed class MarketSession : ISocketSession
{
    private readonly MarketSessionOptions _options;
    private readonly IMarketEvents _events;
    private readonly TokenDirectory _tokens = new();
    private readonly MarketSubscriptions _subscriptions = new();
    private readonly MarketFrameReader _reader;
    private readonly Connection _connection;
    private readonly Keepalive _keepalive;
    private readonly FramePace _pace = new();
    private Timestamp _lastData;
    private bool _isStarted;

    public MarketSession(MarketSessionOptions options, IMarketEvents events, DeterministicRandom random)
    {
        _options = options;
        _events = events;
        _reader = new MarketFrameReader(_tokens, events, Faults);
        _connection = new Connection(new FullJitter(options.ShortestReconnect, options.LongestReconnect, random));
        _keepalive = new Keepalive(options.PingInterval, options.PongPatience);
    }

    public string Name => "market";

    public FrameFaults Faults { get; } = new();

    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; private set; }

    /// <summary>Number of the connection, from 1: what is known of another one is not continuous with what comes on this.</summary>
    public int Epoch { get; private set; }

    /// <summary>Times the venue said that a subscription named no token it did not know already.</summary>
    public long NoNewAssets { get; private set; }

    /// <summary>When an event of a registered market last came; zero before the first.</summary>
    public Timestamp LastDataAt => _lastData;

    /// <summary>Subscribed on an open connection.</summary>
    public bool IsConnected => _connection.IsOpen;

    public Timestamp NextDeadline => _connection.IsOpen
        ? Timestamp.Earlier(_keepalive.NextDeadline, SilentAt())
        : _connection.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands)
    {
        _isStarted = true;
        ConnectIfNeeded(commands);
    }

    /// <summary>Adds a market and subscribes it; false where the directory refuses it (known already, or full).</summary>
    public bool Watch(MarketId market, MarketSpec spec, SocketCommands commands)
    {
        if (!_tokens.TryAdd(market, spec))
        {
            return false;
        }

        if (_connection.IsOpen)
        {
            _subscriptions.SendSubscribe(spec, commands);
        }
        else
        {
            ConnectIfNeeded(commands);
        }

        return true;
    }

    /// <summary>Forgets a market. Its frames that are under way are counted as unknown tokens.</summary>
    public void Unwatch(MarketId market, SocketCommands commands)
    {
        for (var index = 0; index < _tokens.Count; index++)
        {
            if (_tokens.MarketAt(index) == market)
            {
                if (_connection.IsOpen)
                {
                    _subscriptions.SendUnsubscribe(_tokens.SpecAt(index), commands);
                }

                _tokens.Remove(market);
                return;
            }
        }
    }

    /// <summary>Gives up the open connection for a fresh one: its books are no longer believed.</summary>
    public void Renew(Timestamp now, string why, SocketCommands commands)
    {
        if (_connection.IsOpen)
        {
            Drop(now, why, commands);
        }
    }

    public void Opened(Timestamp now, SocketCommands commands)
    {
        Epoch++;
        _pace.Clear();
        _connection.Opened(now);
        _keepalive.Opened(now);
        _subscriptions.SendFirst(_tokens, commands);
        _events.Connected(now);
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        Frames++;
        switch (_reader.Read(now, message))
        {
            case MarketFrameKind.Data:
                _lastData = now;
                _pace.Note(now);
                _connection.Proven();
                break;
            case MarketFrameKind.Pong:
                _keepalive.PongReceived(now);
                break;
            case MarketFrameKind.NoNewAssets:
                NoNewAssets++;
                break;
            default:
                break;
        }
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        if (_connection.IsOpen)
        {
            _events.ContinuityLost(now, "the connection was closed");
        }

        _keepalive.Closed();
        _connection.Closed(now);
    }

    public void Tick(Timestamp now, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            _connection.Tick(now, commands);
        }
        else if (_keepalive.IsDead(now))
        {
            Drop(now, "no pong", commands);
        }
        else if (now >= SilentAt())
        {
            Drop(now, "no data while a window is open", commands);
        }
        else if (_keepalive.TakePing(now))
        {
            commands.Send(Keepalive.Ping);
        }
    }

    private void Drop(Timestamp now, string why, SocketCommands commands)
    {
        _events.ContinuityLost(now, why);
        _keepalive.Closed();
        _connection.Drop(commands);
    }

    private void ConnectIfNeeded(SocketCommands commands)
    {
        if (_isStarted && _tokens.Count > 0 && _connection.State == ConnectionState.Idle)
        {
            _connection.Ask(commands);
        }
    }

    /// <summary>When the silence will have lasted too long: counted from the last data, the connection, and the window's open.</summary>
    private Timestamp SilentAt()
    {
        var heard = Timestamp.Later(_lastData, _connection.OpenedAt);
        var patience = _pace.Recent >= _options.LivelyEvents ? _options.LivelyPatience : _options.DataPatience;
        var silentAt = Timestamp.Never;
        for (var index = 0; index < _tokens.Count; index++)
        {
            var spec = _tokens.SpecAt(index);
            var moment = Timestamp.Later(heard, spec.Opens) + patience;

            // A window that has ended by then has no duty to speak.
            if (moment < spec.Closes)
            {
                silentAt = Timestamp.Earlier(silentAt, moment);
            }
        }

        return silentAt;
    }
}
