using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Heartbeats;

/// <summary>The dead-man switch as a chain of ids: each answer names the id of the next beat.</summary>
public sealed class HeartbeatSession
{
    /// <summary>The venue's ids are 36 characters; anything much longer is no id.</summary>
    private const int MaximumIdLength = 100;

    private readonly HeartbeatOptions _options;
    private readonly TradingRequests _requests;
    private readonly IHeartbeatEvents _events;
    private string _id = "";
    private string _expected = "";
    private long _callId;
    private bool _running;
    private bool _awaitingProof;
    private Timestamp _sentAt;
    private Timestamp _nextBeat = Timestamp.Never;
    private Timestamp _missedAt = Timestamp.Never;

    public HeartbeatSession(HeartbeatOptions options, TradingRequests requests, IHeartbeatEvents events)
    {
        _options = options;
        _requests = requests;
        _events = events;
    }

    /// <summary>It was started and not stopped.</summary>
    public bool IsRunning => _running;

    /// <summary>The last beat is no older than it may be.</summary>
    public bool IsBeating { get; private set; }

    /// <summary>No beat is sent, on purpose.</summary>
    public bool IsWithheld { get; private set; }

    public Timestamp NextDeadline => !_running || IsWithheld ? Timestamp.Never : Timestamp.Earlier(_nextBeat, _missedAt);

    /// <summary>Starts a new chain.</summary>
    public void Start(Timestamp now, HttpOutbox outbox)
    {
        _running = true;
        IsWithheld = false;
        _awaitingProof = false;
        _id = "";
        _missedAt = now + _options.Grace;
        Beat(now, outbox);
    }

    /// <summary>Stops beating; the venue sweeps 10 to 15 s later, so only when nothing rests any more.</summary>
    public void Stop()
    {
        _running = false;
        IsBeating = false;
        _callId = 0;
    }

    /// <summary>Sends no beat until they are released: the venue cancels everything 10 to 15 s after the last. The chain stays.</summary>
    public void Withhold()
    {
        IsWithheld = true;
        IsBeating = false;
    }

    /// <summary>Goes on with the chain at once, or where a beat is still in flight with its outcome. Beating is told when a beat was taken.</summary>
    public void Release(Timestamp now, HttpOutbox outbox)
    {
        IsWithheld = false;
        _missedAt = now + _options.Grace;
        if (_callId == 0 && !_awaitingProof)
        {
            Beat(now, outbox);
        }
    }

    /// <summary>The owner has proved its lease: goes on with the id the venue expects.</summary>
    public void Adopt(Timestamp now, HttpOutbox outbox)
    {
        if (_running && _awaitingProof)
        {
            _awaitingProof = false;
            _id = _expected;
            if (!IsWithheld)
            {
                Beat(now, outbox);
            }
        }
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (!_running || IsWithheld)
        {
            return;
        }

        if (now >= _missedAt)
        {
            _missedAt = Timestamp.Never;
            IsBeating = false;
            _events.Missed(now);
        }

        if (now >= _nextBeat && _callId == 0 && !_awaitingProof)
        {
            Beat(now, outbox);
        }
    }

    /// <summary>Takes the outcome of a call; false when it is not this session's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (callId != _callId || callId == 0)
        {
            return false;
        }

        _callId = 0;
        if (outcome.IsSuccess && TryReadId(outcome.Body.Span, out var next))
        {
            _id = next;
            Accepted(now);
        }
        else if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status == 400 && IsMismatch(outcome.Body.Span, out _expected))
        {
            _awaitingProof = true;
            _events.IdMismatch(now);
            if (_options.AdoptAtOnce)
            {
                Adopt(now, outbox);
            }
        }
        else
        {
            _nextBeat = now + _options.RetryPause;
        }

        return true;
    }

    private void Accepted(Timestamp now)
    {
        // The venue's clock runs from the beat, not from our reading of its answer.
        _nextBeat = _sentAt + _options.Cadence;
        _missedAt = _nextBeat + _options.Grace;
        if (!IsBeating && !IsWithheld)
        {
            IsBeating = true;
            _events.Restored(now);
        }
    }

    private void Beat(Timestamp now, HttpOutbox outbox)
    {
        _sentAt = now;
        _nextBeat = Timestamp.Never;
        _callId = outbox.NextId();
        outbox.Add(_requests.Heartbeat(_callId, now, _id) with { Timeout = _options.Timeout });
    }

    private static bool IsMismatch(ReadOnlySpan<byte> body, out string expected)
    {
        // Without an expected id the chain starts anew.
        expected = TryReadId(body, out var id) ? id : "";
        return expected.Length > 0 || VenueError.Read(body).Text.Contains("Invalid Heartbeat ID", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadId(ReadOnlySpan<byte> body, out string id)
    {
        id = "";
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LooseValue.IsField(ref reader, "heartbeat_id"u8))
                {
                    id = LooseValue.String(ref reader);
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }

        return id.Length is > 0 and <= MaximumIdLength && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
    }
}
