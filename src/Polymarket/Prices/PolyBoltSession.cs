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
    private readonly DeterministicRandom _random;
    private readonly byte[] _authenticate;
    private readonly byte[] _subscribe;
    private bool _isSubscribed;
    private bool _isRefusedForGood;

    /// <exception cref="ArgumentOutOfRangeException">No asset, more than the venue takes, or one that it has no stream of.</exception>
    public PolyBoltSession(PolyBoltSessionOptions options, ApiCredential credential, IPriceEvents events, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Assets.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Assets.Count, MaximumAssets);
        _options = options;
        _events = events;
        _random = random;
        foreach (var asset in options.Assets)
        {
            // One unknown symbol would make the venue refuse all of them.
            ArgumentOutOfRangeException.ThrowIfEqual(PolyBoltSymbols.HasAverage(asset), false, $"price.assets: {asset}");
            _streams.Add(new PriceStream(asset, OracleSource.TimeWeightedAverage60Seconds));
            if (PolyBoltSymbols.HasSpot(asset))
            {
                _streams.Add(new PriceStream(asset, OracleSource.Spot));
            }
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
        _isRefusedForGood = false;
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

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        if (_connection.IsOpen)
        {
            _events.ContinuityLost(now, PolyBoltClosing.Words(closeCode));
            if (PolyBoltClosing.IsRefusal(closeCode))
            {
                _isRefusedForGood = true;
                _events.Refused(now, PolyBoltClosing.Words(closeCode));
            }
        }

        _connection.Closed(now, WaitAfter(closeCode));
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

    /// <summary>A drained server asks its clients to come back spread out; a refusal that asking again cannot mend waits the longest.</summary>
    private Duration? WaitAfter(int closeCode) =>
        closeCode == PolyBoltClosing.Drain ? new Duration(_random.NextInt64(0, PolyBoltClosing.DrainSpread.Micros + 1))
        : _isRefusedForGood ? _options.LongestReconnect
        : null;

    /// <summary>Nothing can be mended on a refused connection; the waits keep the attempts apart.</summary>
    private void Refused(Timestamp now, SocketCommands commands)
    {
        _isRefusedForGood = PolyBoltClosing.IsLasting(_reader.ErrorCode);
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
