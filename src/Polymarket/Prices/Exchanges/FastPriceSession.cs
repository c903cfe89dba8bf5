using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>
/// The price socket of one exchange: subscribes the best prices of its assets in its first frame, and begins again on a fresh
/// connection when the old one is lost, refused, announced to end, or silent. A price with a lower number than the last is
/// counted and left out.
/// </summary>
public sealed class FastPriceSession : ISocketSession
{
    private readonly IExchangeWire _wire;
    private readonly FastPriceSessionOptions _options;
    private readonly IFastPriceEvents _events;
    private readonly Connection _connection;
    private readonly List<Followed> _followed = [];
    private readonly byte[] _subscribe;
    private Timestamp _heardAt;
    private bool _isConnected;

    public FastPriceSession(IExchangeWire wire, FastPriceSessionOptions options, IFastPriceEvents events, DeterministicRandom random)
    {
        _wire = wire;
        _options = options;
        _events = events;
        foreach (var asset in options.Assets.Where(wire.Lists))
        {
            _followed.Add(new Followed(asset, wire.SymbolOf(asset)));
        }

        _connection = new Connection(new FullJitter(options.ShortestReconnect, options.LongestReconnect, random));
        _subscribe = wire.Subscribe([.. _followed.Select(followed => followed.Asset)]);
    }

    public string Name => _wire.Name;

    public FrameFaults Faults { get; } = new();

    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; private set; }

    /// <summary>Prices left out because a later one had been told.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>What the exchange said when it refused something last.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Prices have come on the open connection.</summary>
    public bool IsConnected => _connection.IsOpen && _isConnected;

    public Timestamp NextDeadline => _connection.IsOpen ? SilentAt : _connection.NextDeadline;

    private Timestamp SilentAt => _heardAt + _options.Patience;

    /// <summary>Connects, unless the exchange lists none of the assets: then there is nothing to hear.</summary>
    public void Start(Timestamp now, SocketCommands commands)
    {
        if (_followed.Count > 0)
        {
            _connection.Ask(commands);
        }
    }

    public void Opened(Timestamp now, SocketCommands commands)
    {
        _connection.Opened(now);
        _heardAt = now;
        _isConnected = false;
        foreach (var followed in _followed)
        {
            // Another server behind the same name may count from elsewhere.
            followed.Sequence = 0;
        }

        commands.Send(_subscribe);
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        Frames++;
        try
        {
            Take(now, _wire.Read(message), commands);
        }
        catch (JsonException)
        {
            Skip(now, FrameFault.Malformed);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: JSON, but no text.
            Skip(now, FrameFault.WrongShape);
        }
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        Lost(now, "the connection was closed");
        _connection.Closed(now);
    }

    public void Tick(Timestamp now, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            _connection.Tick(now, commands);
        }
        else if (now >= SilentAt)
        {
            Drop(now, "no price came", commands);
        }
    }

    private void Take(Timestamp now, in ExchangeFrame frame, SocketCommands commands)
    {
        switch (frame.Kind)
        {
            case ExchangeFrameKind.Price:
                TakePrice(now, frame);
                break;
            case ExchangeFrameKind.Alive:
                _heardAt = now;
                break;
            case ExchangeFrameKind.Acknowledged:
                break;
            case ExchangeFrameKind.Refused:
                Refusal = System.Text.Encoding.UTF8.GetString(frame.Words);
                Drop(now, "refused: " + Refusal, commands);
                break;
            case ExchangeFrameKind.Leaving:
                Drop(now, "the exchange ends the connection", commands);
                break;
            default:
                Skip(now, frame.Fault);
                break;
        }
    }

    private void TakePrice(Timestamp now, in ExchangeFrame frame)
    {
        if (Find(frame.Symbol) is not { } followed)
        {
            Skip(now, FrameFault.UnknownToken);
            return;
        }

        _heardAt = now;
        if (frame.Sequence <= followed.Sequence)
        {
            OutOfOrder++;
            return;
        }

        followed.Sequence = frame.Sequence;
        _connection.Proven();
        if (!_isConnected)
        {
            _isConnected = true;
            _events.Connected(now, _wire.Source);
        }

        var venueTime = frame.VenueTime == default ? now : frame.VenueTime;
        _events.FastPrice(now, followed.Asset, new FastPriceTick(_wire.Source, frame.Bid, frame.Ask, venueTime, now));
    }

    private Followed? Find(ReadOnlySpan<byte> symbol)
    {
        foreach (var followed in _followed)
        {
            if (symbol.SequenceEqual(followed.Symbol))
            {
                return followed;
            }
        }

        return null;
    }

    private void Drop(Timestamp now, string why, SocketCommands commands)
    {
        Lost(now, why);
        _connection.Drop(commands);
    }

    private void Lost(Timestamp now, string why)
    {
        if (_connection.IsOpen)
        {
            _isConnected = false;
            _events.ContinuityLost(now, _wire.Source, why);
        }
    }

    private void Skip(Timestamp now, FrameFault fault)
    {
        if (Faults.Add(fault))
        {
            _events.FrameSkipped(now, _wire.Source, fault);
        }
    }

    private sealed class Followed(string asset, byte[] symbol)
    {
        public string Asset { get; } = asset;

        public byte[] Symbol { get; } = symbol;

        /// <summary>The number of the last price told; zero before the first of this connection.</summary>
        public long Sequence { get; set; }
    }
}
