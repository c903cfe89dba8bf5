using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.User;

/// <summary>
/// The user socket: own orders and trades of one credential. Connects at once, authenticates in its first frame, and begins
/// again when the connection is lost or stops answering.
/// </summary>
public sealed class UserSession : ISocketSession
{
    private readonly IUserEvents _events;
    private readonly UserFrameReader _reader;
    private readonly Connection _connection;
    private readonly Keepalive _keepalive;
    private readonly byte[] _firstFrame;

    public UserSession(UserSessionOptions options, ApiCredential credential, IUserEvents events, DeterministicRandom random)
    {
        _events = events;
        _reader = new UserFrameReader(TradeOwner.OfApiKey(credential.Key), events, Faults);
        _connection = new Connection(new FullJitter(options.ShortestReconnect, options.LongestReconnect, random));
        _keepalive = new Keepalive(options.PingInterval, options.PongPatience);
        _firstFrame = FirstFrame(credential, options.ConditionIds);
    }

    public string Name => "user";

    public FrameFaults Faults { get; } = new();

    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; private set; }

    public bool IsConnected => _connection.IsOpen;

    public Timestamp NextDeadline => _connection.IsOpen ? _keepalive.NextDeadline : _connection.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands) => _connection.Ask(commands);

    public void Opened(Timestamp now, SocketCommands commands)
    {
        _connection.Opened(now);
        _keepalive.Opened(now);
        commands.Send(_firstFrame);
        _events.Connected(now);
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        Frames++;
        var kind = _reader.Read(now, message);
        if (kind == UserFrameKind.Pong)
        {
            _keepalive.PongReceived(now);
        }

        if (kind != UserFrameKind.Nothing)
        {
            _connection.Proven();
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
            _events.ContinuityLost(now, "no pong");
            _keepalive.Closed();
            _connection.Drop(commands);
        }
        else if (_keepalive.TakePing(now))
        {
            commands.Send(Keepalive.Ping);
        }
    }

    private static byte[] FirstFrame(ApiCredential credential, IReadOnlyList<string> conditionIds)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("auth"u8);
            json.WriteString("apiKey"u8, credential.Key);
            json.WriteString("secret"u8, credential.SecretText);
            json.WriteString("passphrase"u8, credential.Passphrase);
            json.WriteEndObject();
            json.WriteString("type"u8, "user"u8);
            if (conditionIds.Count > 0)
            {
                json.WriteStartArray("markets"u8);
                foreach (var conditionId in conditionIds)
                {
                    json.WriteStringValue(conditionId);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
