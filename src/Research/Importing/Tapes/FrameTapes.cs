using System.Text;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Research.Importing.Tapes;

/// <summary>
/// Raw frames of the market channel into the tapes of their windows, by the reader that the live system uses. Books are taken from the
/// Up token's entries; the Down token's are their mirror in every frame.
/// </summary>
public sealed class FrameTapes : IMarketEvents
{
    private readonly List<BookTape> _tapes = [];
    private readonly FrameFaults _faults = new();
    private readonly MarketFrameReader _reader;
    private readonly List<TapeLevel> _levels = [];
    private readonly Outcome?[] _winners;

    /// <param name="specs">The windows the frames may speak of; others are passed over. One that cannot be followed is named in the coverage.</param>
    public FrameTapes(IEnumerable<MarketSpec> specs, ImportCoverage coverage)
    {
        var tokens = new TokenDirectory();
        foreach (var spec in specs)
        {
            if (tokens.TryAdd(new MarketId(_tapes.Count), spec))
            {
                _tapes.Add(new BookTape(spec));
            }
            else
            {
                coverage.Skip(spec.Slug, $"its tokens are unusable, or there are more than {TokenDirectory.MaximumMarkets} windows at once");
            }
        }

        _winners = new Outcome?[_tapes.Count];
        _reader = new MarketFrameReader(tokens, this, _faults);
    }

    public IReadOnlyList<BookTape> Tapes => _tapes;

    /// <summary>Frames and events that could not be read; entries of unknown markets are not among them.</summary>
    public long Skipped => _faults.Total - _faults.Count(FrameFault.UnknownToken);

    /// <summary>The winner as the frames told it.</summary>
    public Outcome? WinnerOf(int tape) => _winners[tape];

    /// <summary>A frame was left out: it may have been a change of any book.</summary>
    public void Lost()
    {
        foreach (var tape in _tapes)
        {
            tape.Lost();
        }
    }

    /// <summary>One frame as it was received: an event, or a list of events. A book from the REST service names no event and is one all the same.</summary>
    public void Read(Timestamp now, string frame)
    {
        var text = frame.StartsWith('{') && !frame.Contains("\"event_type\"", StringComparison.Ordinal) && frame.Contains("\"bids\"", StringComparison.Ordinal)
            ? "{\"event_type\":\"book\"," + frame[1..]
            : frame;
        _reader.Read(now, Encoding.UTF8.GetBytes(text));
    }

    void IMarketEvents.BookSnapshot(
        Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope)
    {
        if (outcome != Outcome.Up || !_tapes[market.Slot].Covers(now))
        {
            return;
        }

        _levels.Clear();
        foreach (ref readonly var level in bids)
        {
            _levels.Add(new TapeLevel(Side.Buy, level.Price, level.Size));
        }

        foreach (ref readonly var level in asks)
        {
            _levels.Add(new TapeLevel(Side.Sell, level.Price, level.Size));
        }

        _tapes[market.Slot].Book(now, venueTime, outcome, whole: true, _levels);
    }

    void IMarketEvents.BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        _levels.Clear();
        foreach (ref readonly var delta in deltas)
        {
            if (delta.Outcome == Outcome.Up)
            {
                _levels.Add(new TapeLevel(delta.Side, delta.Price, delta.Size));
            }
        }

        if (_levels.Count > 0 && _tapes[market.Slot].Covers(now))
        {
            _tapes[market.Slot].Book(now, venueTime, Outcome.Up, whole: false, _levels);
        }
    }

    void IMarketEvents.Trade(Timestamp now, MarketId market, in TradePrint print)
    {
        if (_tapes[market.Slot].Covers(now))
        {
            _tapes[market.Slot].Builder.Trade(now, print);
        }
    }

    void IMarketEvents.TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
        if (_tapes[market.Slot].Covers(now))
        {
            _tapes[market.Slot].Builder.TickSize(now, now, tick);
        }
    }

    void IMarketEvents.Resolved(Timestamp now, MarketId market, Outcome winner) => _winners[market.Slot] = winner;

    void IMarketEvents.Connected(Timestamp now)
    {
        // The reader alone tells no connections.
    }

    void IMarketEvents.ContinuityLost(Timestamp now, string why)
    {
        // Nor their end.
    }

    void IMarketEvents.FrameSkipped(Timestamp now, FrameFault fault)
    {
        if (fault is not (FrameFault.UnknownToken or FrameFault.UnknownEvent))
        {
            Lost();
        }
    }
}
