using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>A connection to an exchange's price socket.</summary>
internal sealed class ExchangeConnection(ExchangeFeed feed, IFrameSink sink) : VenueConnection(sink)
{
    private readonly List<ExchangeSymbol> _symbols = [];

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (feed.Dialect.Parse(message) is not { } request)
        {
            MalformedMessages++;
            return;
        }

        var found = new List<ExchangeSymbol>();
        foreach (var name in request.Symbols)
        {
            if (feed.Find(name) is { } symbol)
            {
                found.Add(symbol);
            }
        }

        foreach (var symbol in found)
        {
            Leave(symbol);
            if (!request.IsUnsubscribe)
            {
                _symbols.Add(symbol);
                symbol.Subscribers.Add((this, request.Heartbeats));
            }
        }

        feed.Answer(now, this, request, known: found.Count == request.Symbols.Count);
    }

    protected override void Forget()
    {
        foreach (var symbol in _symbols.ToList())
        {
            Leave(symbol);
        }
    }

    private void Leave(ExchangeSymbol symbol)
    {
        symbol.Subscribers.RemoveAll(entry => entry.Connection == this);
        _symbols.Remove(symbol);
    }
}
