using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Prices;

/// <summary>A connection to the price socket: authenticate first, then subscribe; every answer repeats the request's id.</summary>
internal sealed class PriceConnection : VenueConnection
{
    // The venue's own limits.
    private const int SubscriptionsMaximum = 64;
    private const int SubscribeMessagesPerSecond = 20;
    private const int AuthenticationsMaximum = 8;

    private readonly PriceChannel _channel;
    private readonly List<(PriceTopic Topic, long Sequence)> _topics = [];
    private bool _authenticated;
    private int _authentications;
    private long _second;
    private int _subscribesThisSecond;

    public PriceConnection(PriceChannel channel, IFrameSink sink)
        : base(sink) => _channel = channel;

    /// <summary>Numbers the messages of one stream on this connection from 1.</summary>
    public long NextSequence(PriceTopic topic)
    {
        var index = _topics.FindIndex(entry => entry.Topic == topic);
        var next = _topics[index].Sequence + 1;
        _topics[index] = (topic, next);
        return next;
    }

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (PriceMessage.Parse(message) is { } parsed)
        {
            Apply(now, parsed);
        }
        else
        {
            MalformedMessages++;
        }
    }

    protected override void Forget()
    {
        foreach (var (topic, _) in _topics)
        {
            topic.Subscribers.Remove(this);
        }

        _topics.Clear();
    }

    private void Apply(Timestamp now, PriceMessage message)
    {
        switch (message.Operation)
        {
            case "auth":
                Authenticate(now, message);
                break;
            case "subscribe":
                Subscribe(now, message);
                break;
            case "unsubscribe":
                Unsubscribe(now, message);
                break;
            default:
                Answer(now, "pong", message.Request);
                break;
        }
    }

    private void Authenticate(Timestamp now, PriceMessage message)
    {
        if (++_authentications > AuthenticationsMaximum)
        {
            Disconnect(CloseCodes.Authentication);
            return;
        }

        _authenticated = _channel.Authenticator.AuthenticateSocket(message.Credential) is not null;
        if (_authenticated)
        {
            Answer(now, "authed", message.Request);
        }
        else
        {
            Refuse(now, "auth_invalid", message.Request);
        }
    }

    private void Subscribe(Timestamp now, PriceMessage message)
    {
        var topics = Topics(message);
        if (Refusal(now, topics) is { } code)
        {
            Refuse(now, code, message.Request);
            return;
        }

        Answer(now, "subscribed", message.Request);
        foreach (var topic in topics!)
        {
            if (!_topics.Exists(entry => entry.Topic == topic))
            {
                _topics.Add((topic, 0));
                topic.Subscribers.Add(this);
            }

            _channel.SendSnapshot(now, this, topic);
        }
    }

    private string? Refusal(Timestamp now, List<PriceTopic>? topics)
    {
        _subscribesThisSecond = now.Seconds == _second ? _subscribesThisSecond + 1 : 1;
        _second = now.Seconds;
        return !_authenticated ? "auth_required"
            : _subscribesThisSecond > SubscribeMessagesPerSecond ? "rate_limited"
            : topics is null ? "bad_filter"
            : _topics.Count + topics.Count > SubscriptionsMaximum ? "sub_limit"
            : null;
    }

    private void Unsubscribe(Timestamp now, PriceMessage message)
    {
        foreach (var topic in Topics(message) ?? [])
        {
            _topics.RemoveAll(entry => entry.Topic == topic);
            topic.Subscribers.Remove(this);
        }

        Answer(now, "unsubscribed", message.Request);
    }

    /// <summary>The streams a message names; null where one of them does not exist or it names none.</summary>
    private List<PriceTopic>? Topics(PriceMessage message)
    {
        if (message.Filters is null)
        {
            return null;
        }

        var topics = new List<PriceTopic>();
        foreach (var filter in message.Filters)
        {
            if (filter.HasOtherWindow || _channel.Find(filter.Channel, filter.Symbol) is not { } topic)
            {
                return null;
            }

            topics.Add(topic);
        }

        return topics;
    }

    private void Answer(Timestamp now, string operation, string? request) => _channel.Reply(now, this, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("op", operation);
        WriteRequest(writer, request);
        writer.WriteEndObject();
    }));

    private void Refuse(Timestamp now, string code, string? request) => _channel.Reply(now, this, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("op", "error");
        writer.WriteString("code", code);
        WriteRequest(writer, request);
        writer.WriteEndObject();
    }));

    private static void WriteRequest(Utf8JsonWriter writer, string? request)
    {
        if (request is not null)
        {
            writer.WriteString("rid", request);
        }
    }
}
