using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Prices;

/// <summary>The price socket (PolyBolt): spot and 60-second average of the underlyings.</summary>
internal sealed class PriceChannel
{
    /// <summary>The first six have a spot stream too.</summary>
    private const int SpotSymbols = 6;

    private static readonly string[] Symbols = ["btcusd", "ethusd", "solusd", "xrpusd", "dogeusd", "bnbusd", "hypeusd", "zecusd"];

    private readonly FrameQueue _queue;
    private readonly FrameTiming _timing;
    private readonly PriceTopic[] _spot = [.. Symbols.Take(SpotSymbols).Select(symbol => new PriceTopic(symbol, average: false))];
    private readonly PriceTopic[] _average = [.. Symbols.Select(symbol => new PriceTopic(symbol, average: true))];

    public PriceChannel(FrameQueue queue, FrameTiming timing, Authenticator authenticator)
    {
        _queue = queue;
        _timing = timing;
        Authenticator = authenticator;
    }

    public Authenticator Authenticator { get; }

    public PriceConnection Connect(IFrameSink sink) => new(this, sink);

    /// <summary>The stream of that name and symbol; null where the venue has none.</summary>
    public PriceTopic? Find(string channel, string symbol)
    {
        var index = Array.IndexOf(Symbols, symbol);
        return (channel, index) switch
        {
            (_, < 0) => null,
            ("price.crypto", < SpotSymbols) => _spot[index],
            ("price.crypto.twap", _) => _average[index],
            _ => null,
        };
    }

    public void Published(Timestamp at, string asset, OracleTick tick)
    {
        var channel = tick.Source switch
        {
            OracleSource.Spot => "price.crypto",
            OracleSource.TimeWeightedAverage60Seconds => "price.crypto.twap",
            _ => "",
        };
        if (Find(channel, asset + "usd") is not { } topic)
        {
            return;
        }

        topic.Remember(tick);
        for (var index = topic.Subscribers.Count - 1; index >= 0; index--)
        {
            var connection = topic.Subscribers[index];
            var frame = _queue.Rent();
            topic.AppendUpdate(frame, at, connection.NextSequence(topic), tick);
            _queue.Enqueue(connection, frame, _timing.InOrder(at));
            _queue.Release(frame);
        }
    }

    public void SendSnapshot(Timestamp now, PriceConnection connection, PriceTopic topic)
    {
        var frame = _queue.Rent();
        topic.AppendSnapshot(frame, now, connection.NextSequence(topic));
        _queue.Enqueue(connection, frame, _timing.InOrder(now));
        _queue.Release(frame);
    }

    public void Reply(Timestamp now, PriceConnection connection, ReadOnlySpan<byte> text)
    {
        var frame = _queue.Rent().Append(text);
        _queue.Enqueue(connection, frame, _timing.InOrder(now));
        _queue.Release(frame);
    }
}
