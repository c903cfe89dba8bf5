using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices;

/// <summary>
/// The price socket (PolyBolt): spot and 60-second average of the underlyings. Authenticates, subscribes when told that it is
/// authenticated, and begins again on a fresh connection when the old one is lost, refused, or when any stream falls silent.
/// </summary>
public sealed class PolyBoltSession : ISocketSession
{
    /// <summary>The venue takes 64 subscriptions of a connection.</summary>
    private const int MaximumAssets = 32;

    private readonly PolyBoltSessionOptions _options;
    private readonly IPriceEvents _events;
    private readonly List<PriceStream> _streams = [];
    private readonly PolyBoltFrameReader _reader;
    private readonly Connection _connection;
    private readonly byte[] _authenticate;
    private readonly byte[] _subscribe;
    private bool _isSubscribed;

    /// <exception cref="ArgumentOutOfRangeException">No asset, or more than the venue takes.</exception>
    public PolyBoltSession(PolyBoltSessionOptions options, ApiCredential credential, IPriceEvents events, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Assets.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Assets.Count, MaximumAssets);
        _options = options;
        _events = events;
        foreach (var asset in options.Assets)
        {
            _streams.Add(new PriceStream(asset, OracleSource.TimeWeightedAverage60Seconds));
            _streams.Add(new PriceStream(asset, OracleSource.Spot));
        }

        _reader = new PolyBoltFrameReader(_streams, events, Faults);
        _connection = new Connection(new FullJitter(options.ShortestReconnect, options.LongestReconnect, random));
        _authenticate = PolyBoltFrames.Authenticate(credential);
        _subscribe = PolyBoltFrames.Subscribe(_streams);
    }

    public string Name => "price";

    public FrameFaults Faults { get; } = new();

    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; private set; }

    /// <summary>Messages the venue says it left out for us.</summary>
    public long Dropped => _reader.Dropped;

    /// <summary>Message numbers that were skipped within a stream.</summary>
    public long SequenceGaps => _reader.SequenceGaps;

    /// <summary>Authenticated and subscribed.</summary>
    public bool IsConnected => _connection.IsOpen && _isSubscribed;

    public Timestamp NextDeadline => _connection.IsOpen ? SilentAt() : _connection.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands) => _connection.Ask(commands);

    public void Opened(Timestamp now, SocketCommands commands)
    {
        _connection.Opened(now);
        _isSubscribed = false;
        foreach (var stream in _streams)
        {
            stream.HeardAt = now;
            stream.Sequence = 0;
        }

        commands.Send(_authenticate);
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
            case PriceFrameKind.Data:
                _connection.Proven();
                break;
            case PriceFrameKind.Authenticated:
                commands.Send(_subscribe);
                break;
            case PriceFrameKind.Subscribed:
                _isSubscribed = true;
                _events.Connected(now);
                break;
            case PriceFrameKind.Ping:
                commands.Send(PolyBoltFrames.Pong);
                break;
            case PriceFrameKind.Error:
                Refused(now, commands);
                break;
            default:
                break;
        }
    }

    public void Closed(Timestamp now, SocketCommands commands)
    {
        if (_connection.IsOpen)
        {
            _events.ContinuityLost(now, "the connection was closed");
        }

        _connection.Closed(now);
    }

    public void Tick(Timestamp now, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            _connection.Tick(now, commands);
        }
        else if (now >= SilentAt())
        {
            Drop(now, "a price stream fell silent", commands);
        }
    }

    /// <summary>Nothing can be mended on a refused connection; the growing waits keep the attempts apart.</summary>
    private void Refused(Timestamp now, SocketCommands commands)
    {
        _events.Refused(now, _reader.ErrorCode);
        Drop(now, "refused: " + _reader.ErrorCode, commands);
    }

    private void Drop(Timestamp now, string why, SocketCommands commands)
    {
        _events.ContinuityLost(now, why);
        _connection.Drop(commands);
    }

    private Timestamp SilentAt()
    {
        var silentAt = Timestamp.Never;
        foreach (var stream in _streams)
        {
            silentAt = Timestamp.Earlier(silentAt, stream.HeardAt + _options.StreamPatience);
        }

        return silentAt;
    }
}
