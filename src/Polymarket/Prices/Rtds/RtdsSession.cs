using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Rtds;

/// <summary>
/// The legacy price socket (RTDS): spot and 60-second average of the settlement oracle, without credentials. It connects only
/// while it is wanted. The venue acknowledges nothing and is known to fall silent behind an open connection, so a silent
/// topic is subscribed again, and the connection ends when no spot price comes all the same.
/// </summary>
public sealed class RtdsSession : ISocketSession
{
    private readonly RtdsSessionOptions _options;
    private readonly IPriceEvents _events;
    private readonly RtdsTopic[] _topics;
    private readonly RtdsFrameReader _reader;
    private readonly Connection _connection;
    private Timestamp _pingAt = Timestamp.Never;
    private bool _isWanted;
    private bool _isConnected;

    public RtdsSession(RtdsSessionOptions options, IPriceEvents events, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Assets.Count);
        _options = options;
        _events = events;
        _topics =
        [
            new RtdsTopic("crypto_prices_chainlink", OracleSource.Spot, options.Assets),
            new RtdsTopic("crypto_prices_twap_sixty", OracleSource.TimeWeightedAverage60Seconds, options.Assets),
        ];
        _reader = new RtdsFrameReader(_topics, events, Faults);
        _connection = new Connection(new FullJitter(options.ShortestReconnect, options.LongestReconnect, random));
    }

    public string Name => "rtds";

    public FrameFaults Faults { get; } = new();

    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames that were understood and of no interest.</summary>
    public long Ignored => _reader.Ignored;

    /// <summary>Topics subscribed again because they were silent.</summary>
    public long Resubscriptions { get; private set; }

    /// <summary>Prices have come on the open connection.</summary>
    public bool IsConnected => _connection.IsOpen && _isConnected;

    public Timestamp NextDeadline => MustAct ? default
        : _connection.IsOpen ? Timestamp.Earlier(_pingAt, NextSilence())
        : _connection.NextDeadline;

    private Timestamp SilentAt => _topics[0].HeardAt + _options.ConnectionPatience;

    private bool MustAct => _isWanted
        ? _connection.State == ConnectionState.Idle
        : _connection.State is ConnectionState.Open or ConnectionState.Waiting;

    /// <summary>Whether the socket shall be connected; carried out at the next <see cref="Tick"/>, which is due at once.</summary>
    public void Want(bool wanted) => _isWanted = wanted;

    public void Start(Timestamp now, SocketCommands commands)
    {
        if (_isWanted)
        {
            _connection.Ask(commands);
        }
    }

    public void Opened(Timestamp now, SocketCommands commands)
    {
        _connection.Opened(now);
        _isConnected = false;
        _pingAt = now + _options.PingInterval;
        foreach (var topic in _topics)
        {
            topic.HeardAt = now;
            Subscribe(now, topic, commands);
        }
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        Frames++;
        if (_reader.Read(now, message))
        {
            _connection.Proven();
            if (!_isConnected)
            {
                _isConnected = true;
                _events.Connected(now);
            }
        }
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        Lost(now, "the connection was closed");
        _connection.Closed(now);
    }

    public void Tick(Timestamp now, SocketCommands commands)
    {
        if (MustAct)
        {
            Obey(now, commands);
        }
        else if (!_connection.IsOpen)
        {
            _connection.Tick(now, commands);
        }
        else
        {
            Watch(now, commands);
        }
    }

    private void Obey(Timestamp now, SocketCommands commands)
    {
        if (_isWanted)
        {
            _connection.Ask(commands);
        }
        else if (_connection.IsOpen)
        {
            Drop(now, "not needed any more", commands);
        }
        else
        {
            _connection.Rest();
        }
    }

    private void Watch(Timestamp now, SocketCommands commands)
    {
        if (now >= SilentAt)
        {
            Drop(now, "no spot price came", commands);
            return;
        }

        foreach (var topic in _topics)
        {
            if (now >= AskAgainAt(topic))
            {
                Resubscriptions++;
                Subscribe(now, topic, commands);
            }
        }

        if (now >= _pingAt)
        {
            _pingAt = now + _options.PingInterval;
            commands.Send(Keepalive.Ping);
        }
    }

    private static void Subscribe(Timestamp now, RtdsTopic topic, SocketCommands commands)
    {
        topic.AskedAt = now;
        commands.Send(topic.Subscribe);
    }

    private Timestamp AskAgainAt(RtdsTopic topic) => Timestamp.Later(topic.HeardAt, topic.AskedAt) + _options.TopicPatience;

    private Timestamp NextSilence()
    {
        var next = SilentAt;
        foreach (var topic in _topics)
        {
            next = Timestamp.Earlier(next, AskAgainAt(topic));
        }

        return next;
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
            _pingAt = Timestamp.Never;
            _events.ContinuityLost(now, why);
        }
    }
}
