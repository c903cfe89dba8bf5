using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Markets;

/// <summary>A connection to <c>/ws/market</c>: subscribing, unsubscribing, the initial dump, PING.</summary>
internal sealed class MarketConnection : VenueConnection
{
    // Beyond 500 tokens the venue sends no initial book (third-party observation); here further tokens are ignored.
    private const int TokensMaximum = 500;

    private readonly MarketChannel _channel;
    private readonly List<(MarketFeed Feed, Outcome Outcome)> _tokens = [];

    public MarketConnection(MarketChannel channel, IFrameSink sink)
        : base(sink) => _channel = channel;

    /// <summary>Asked for best_bid_ask, new_market and market_resolved.</summary>
    public bool CustomFeatures { get; private set; }

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual("PING"u8))
        {
            Reply(now, "PONG"u8);
        }
        else if (MarketMessage.Parse(message) is { } parsed)
        {
            CustomFeatures |= parsed.CustomFeatures;
            if (parsed.IsUnsubscribe)
            {
                Unsubscribe(parsed.Tokens);
            }
            else
            {
                Subscribe(now, parsed);
            }
        }
        else
        {
            MalformedMessages++;
        }
    }

    protected override void Forget()
    {
        foreach (var (feed, outcome) in _tokens)
        {
            feed.Unsubscribe(this, outcome);
        }

        _tokens.Clear();
        _channel.Forget(this);
    }

    private void Subscribe(Timestamp now, MarketMessage message)
    {
        var before = _tokens.Count;
        foreach (var token in message.Tokens)
        {
            if (_tokens.Count < TokensMaximum && _channel.TryFindToken(token, out var feed, out var outcome) && !_tokens.Contains((feed, outcome)))
            {
                _tokens.Add((feed, outcome));
                feed.Subscribe(this, outcome);
            }
        }

        if (_tokens.Count == before)
        {
            Reply(now, "NO NEW ASSETS"u8);
        }
        else if (message.InitialDump)
        {
            SendBooks(now, before);
        }
    }

    private void SendBooks(Timestamp now, int first)
    {
        var frame = _channel.Queue.Rent();
        frame.Append("["u8);
        for (var index = first; index < _tokens.Count; index++)
        {
            frame.Append(index == first ? ""u8 : ","u8);
            _tokens[index].Feed.AppendInitialBook(frame, _tokens[index].Outcome);
        }

        frame.Append("]"u8);
        _channel.Queue.Enqueue(this, frame, _channel.Timing.InOrder(now));
        _channel.Queue.Release(frame);
    }

    private void Unsubscribe(IReadOnlyList<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (_channel.TryFindToken(token, out var feed, out var outcome) && _tokens.Remove((feed, outcome)))
            {
                feed.Unsubscribe(this, outcome);
            }
        }
    }

    private void Reply(Timestamp now, ReadOnlySpan<byte> text)
    {
        var frame = _channel.Queue.Rent().Append(text);
        _channel.Queue.Enqueue(this, frame, _channel.Timing.InOrder(now));
        _channel.Queue.Release(frame);
    }
}
