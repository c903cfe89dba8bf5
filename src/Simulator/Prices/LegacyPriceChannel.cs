using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Prices;

/// <summary>The legacy price socket (RTDS): the oracle's spot and 60-second average, without credentials.</summary>
internal sealed class LegacyPriceChannel(FrameQueue queue, FrameTiming timing)
{
    public const string Spot = "crypto_prices_chainlink";
    public const string Average = "crypto_prices_twap_sixty";

    private readonly List<LegacyPriceConnection> _connections = [];
    private readonly Dictionary<(string Topic, string Symbol), Queue<OracleTick>> _history = [];

    public LegacyPriceConnection Connect(IFrameSink sink)
    {
        var connection = new LegacyPriceConnection(this, sink);
        _connections.Add(connection);
        return connection;
    }

    public void Forget(LegacyPriceConnection connection) => _connections.Remove(connection);

    public void Published(Timestamp at, string asset, in OracleTick tick)
    {
        var (topic, symbol) = (tick.Source == OracleSource.Spot ? Spot : Average, asset + "/usd");
        Remember(topic, symbol, tick);
        for (var index = _connections.Count - 1; index >= 0; index--)
        {
            if (_connections[index].Hears(topic, symbol))
            {
                Send(at, _connections[index], LegacyPriceFrames.Update(queue.Rent(), topic, symbol, at, tick));
            }
        }
    }

    /// <summary>The last minute of a subscribed symbol, under the name that the venue gives to every snapshot.</summary>
    public void SendSnapshot(Timestamp now, LegacyPriceConnection connection, string topic)
    {
        foreach (var (key, ticks) in _history)
        {
            if (key.Topic == topic && connection.Hears(topic, key.Symbol))
            {
                Send(now, connection, LegacyPriceFrames.Snapshot(queue.Rent(), key.Symbol, now, ticks));
            }
        }
    }

    private void Send(Timestamp at, LegacyPriceConnection connection, Frame frame)
    {
        queue.Enqueue(connection, frame, timing.InOrder(at));
        queue.Release(frame);
    }

    private void Remember(string topic, string symbol, OracleTick tick)
    {
        if (!_history.TryGetValue((topic, symbol), out var ticks))
        {
            _history[(topic, symbol)] = ticks = new Queue<OracleTick>();
        }

        ticks.Enqueue(tick);
        if (ticks.Count > 60)
        {
            ticks.Dequeue();
        }
    }
}
