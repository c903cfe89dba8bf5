using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>
/// The price socket of one exchange: conflates the moves of each underlying to its cadence and sends them to who subscribed.
/// </summary>
internal sealed class ExchangeFeed(IExchangeDialect dialect, FrameQueue queue, ExchangeFeedOptions options, Duration every, Duration streamDelay)
{
    private readonly Dictionary<string, ExchangeSymbol> _symbols = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Added to every price.</summary>
    public OraclePrice Basis { get; init; }

    public IExchangeDialect Dialect => dialect;

    public ExchangeConnection Connect(IFrameSink sink) => new(this, sink);

    /// <summary>The symbol, known from the first time its underlying is named or asked for; null where the exchange has none.</summary>
    public ExchangeSymbol? Find(string symbol)
    {
        if (_symbols.TryGetValue(symbol, out var known))
        {
            return known;
        }

        foreach (var asset in (ReadOnlySpan<string>)["btc", "eth", "sol", "xrp", "doge", "bnb", "zec"])
        {
            if (dialect.SymbolOf(asset) == symbol)
            {
                return _symbols[symbol] = new ExchangeSymbol(symbol);
            }
        }

        return null;
    }

    /// <summary>The underlying stands at this price now.</summary>
    public void Moved(Timestamp at, string asset, OraclePrice spot)
    {
        if (dialect.SymbolOf(asset) is not { } name || Find(name) is not { } symbol || symbol.Subscribers.Count == 0)
        {
            return;
        }

        if (at >= symbol.QuotedAt + every)
        {
            symbol.QuotedAt = at;
            var middle = spot.Units + Basis.Units;
            var quote = new ExchangeQuote(new OraclePrice(middle - options.HalfSpread.Units), new OraclePrice(middle + options.HalfSpread.Units), ++_number, at);
            Publish(symbol, at, heartbeatsOnly: false, frame => dialect.AppendQuote(frame, symbol.Name, quote));
        }

        if (at.Seconds > symbol.BeatAt.Seconds)
        {
            symbol.BeatAt = at;
            Publish(symbol, at, heartbeatsOnly: true, frame => dialect.AppendHeartbeat(frame, symbol.Name, _number, at));
        }
    }

    public void Answer(Timestamp now, ExchangeConnection connection, ExchangeRequest request, bool known)
    {
        var frame = queue.Rent();
        dialect.AppendAnswer(frame, request, known);
        queue.Enqueue(connection, frame, now + streamDelay);
        queue.Release(frame);
    }

    private void Publish(ExchangeSymbol symbol, Timestamp at, bool heartbeatsOnly, Action<Frame> append)
    {
        var frame = queue.Rent();
        append(frame);
        for (var index = symbol.Subscribers.Count - 1; index >= 0 && !frame.Written.IsEmpty; index--)
        {
            var (connection, heartbeats) = symbol.Subscribers[index];
            if (heartbeats || !heartbeatsOnly)
            {
                queue.Enqueue(connection, frame, at + options.Delay + streamDelay);
            }
        }

        queue.Release(frame);
    }
}

/// <summary>One symbol of an exchange and who hears it.</summary>
internal sealed class ExchangeSymbol(string name)
{
    public string Name { get; } = name;

    public List<(ExchangeConnection Connection, bool Heartbeats)> Subscribers { get; } = [];

    public Timestamp QuotedAt { get; set; }

    public Timestamp BeatAt { get; set; }
}
