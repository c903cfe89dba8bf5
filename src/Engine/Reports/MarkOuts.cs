using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Mean move of the mid after our fills, signed so that positive is good for us.</summary>
/// <param name="Fills">Fills measured.</param>
/// <param name="DollarsPerShare">Mean weighted by size; zero where none was measured.</param>
public readonly record struct MarkOut(long Fills, double DollarsPerShare);

/// <summary>Follows each fill for 30 s and measures the mid at three horizons. One ring, a cursor per horizon.</summary>
internal sealed class MarkOuts
{
    /// <summary>Fills followed at once: two a second for the whole of the longest horizon, and more is dropped and counted.</summary>
    private const int Capacity = 64;

    /// <summary>The horizon whose mark-outs are a signal of the market: 5 s, when a mid has settled and the window has not.</summary>
    private const int SignalHorizon = 1;

    private static readonly Duration[] Horizons = [Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30)];

    private readonly MarketTable _markets;
    private readonly Followed[] _ring = new Followed[Capacity];
    private readonly long[] _cursors = new long[Horizons.Length];
    private readonly Tally[] _tallies = new Tally[Horizons.Length];
    private long _written;

    public MarkOuts(MarketTable markets) => _markets = markets;

    /// <summary>Fills not followed for lack of room, and horizons at which there was no mid.</summary>
    public long Missed { get; private set; }

    public Timestamp NextDue
    {
        get
        {
            var next = Timestamp.Never;
            for (var horizon = 0; horizon < Horizons.Length; horizon++)
            {
                if (_cursors[horizon] < _written)
                {
                    next = Timestamp.Earlier(next, _ring[_cursors[horizon] % Capacity].Filled + Horizons[horizon]);
                }
            }

            return next;
        }
    }

    /// <param name="index">0 is 1 s, 1 is 5 s, 2 is 30 s.</param>
    public MarkOut Result(int index)
    {
        var tally = _tallies[index];
        return new MarkOut(tally.Fills, tally.Shares == 0 ? 0 : (double)tally.HalfUnitShares / (double)tally.Shares / (2 * Price.Scale));
    }

    public void Follow(Market market, Outcome outcome, Side side, Price price, Size size, Timestamp now)
    {
        if (_written - _cursors[^1] == Capacity)
        {
            Missed++;
            return;
        }

        _ring[_written++ % Capacity] = new Followed
        {
            Market = market.Id,
            Generation = market.Generation,
            Outcome = outcome,
            Side = side,
            Price = price,
            Size = size,
            Filled = now,
        };
    }

    public void Advance(Timestamp now)
    {
        for (var horizon = 0; horizon < Horizons.Length; horizon++)
        {
            while (_cursors[horizon] < _written && _ring[_cursors[horizon] % Capacity].Filled + Horizons[horizon] <= now)
            {
                Measure(_ring[_cursors[horizon]++ % Capacity], ref _tallies[horizon], horizon == SignalHorizon ? now : null);
            }
        }
    }

    private void Measure(in Followed fill, ref Tally tally, Timestamp? signalled)
    {
        var market = _markets.Find(fill.Market) is { } found && found.Generation == fill.Generation ? found : null;
        var book = market?.Book(fill.Outcome);
        if (market is null || book is null || !book.HasBid || !book.HasAsk)
        {
            Missed++;
            return;
        }

        var move = book.BestBid.Units + book.BestAsk.Units - (2 * fill.Price.Units);
        var gain = fill.Side == Side.Buy ? move : -move;
        tally.Fills++;
        tally.Shares += fill.Size.Units;
        tally.HalfUnitShares += (Int128)gain * fill.Size.Units;
        if (signalled is { } moment)
        {
            market.Signals.OnMarkOut(moment, gain / (2.0 * Price.Scale), fill.Size);
        }
    }

    private struct Followed
    {
        public MarketId Market;
        public int Generation;
        public Outcome Outcome;
        public Side Side;
        public Price Price;
        public Size Size;
        public Timestamp Filled;
    }

    private struct Tally
    {
        public long Fills;
        public Int128 Shares;
        public Int128 HalfUnitShares;
    }
}
