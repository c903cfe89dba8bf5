using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

/// <summary>
/// Whoever rests at the touch is filled when the price goes through it: mark-outs of the resting side at its fills, from the mid before
/// the trade to the mid 1 s and 5 s later, in dollars a share. The half-spread it earns is not in them.
/// </summary>
public sealed class AdverseSelectionTests : IExchangeListener
{
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_773_307_200);
    private VenueTrade? _traded;

    [Theory]
    [InlineData(SettlementRule.Spot)]
    [InlineData(SettlementRule.TimeWeightedAverage60Seconds)]
    public void A_fill_at_the_touch_is_followed_by_a_move_against_it(SettlementRule settlement)
    {
        var (after1, after5) = MarkOuts(settlement, windows: 8);

        Assert.InRange(after1, -0.014, -0.003);
        Assert.InRange(after5, -0.020, -0.006);
    }

    private (double After1, double After5) MarkOuts(SettlementRule settlement, int windows)
    {
        var random = new DeterministicRandom(21);
        var venue = new ExchangeVenue(new ExchangeOptions(), random.Fork(1), this);
        var flow = new GeneratedFlow(venue, new GeneratedFlowOptions { FirstOpens = FirstOpens, WindowsMax = windows, Settlement = settlement }, random.Fork(2));
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        var marks = new MarkOutTally(1);
        var later = new MarkOutTally(5);
        for (var window = 0; window < windows; window++)
        {
            var opens = FirstOpens + (RollingWindows.Length * window);
            venue.AdvanceTo(opens);
            marks.Begin();
            later.Begin();

            // The last 30 s are left out: the result, not the next second, decides there.
            while (venue.NextDue <= opens + Duration.FromSeconds(270))
            {
                var mid = Mid(venue, window);
                marks.Settle(venue.NextDue, mid);
                later.Settle(venue.NextDue, mid);
                _traded = null;
                venue.AdvanceTo(venue.NextDue);
                if (_traded is { } trade && trade.Listing.Slot == window && mid is { } before)
                {
                    var takerBuysUp = (trade.Outcome == Outcome.Up) == (trade.Side == Side.Buy);
                    marks.Add(venue.Now, takerBuysUp ? -1 : 1, before);
                    later.Add(venue.Now, takerBuysUp ? -1 : 1, before);
                }
            }
        }

        return (marks.Mean, later.Mean);
    }

    private static double? Mid(ExchangeVenue venue, int window)
    {
        var listing = venue.Listings[window].Id;
        return venue.TryBest(listing, Side.Buy, out var bid) && venue.TryBest(listing, Side.Sell, out var ask)
            ? (bid.Price.Units + ask.Price.Units) / 20_000.0
            : null;
    }

    void IExchangeListener.Traded(Timestamp at, VenueTrade trade) => _traded = trade;

    void IExchangeListener.LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total)
    {
    }

    void IExchangeListener.TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
    }

    void IExchangeListener.OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
    }

    void IExchangeListener.TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
    }

    void IExchangeListener.OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
    }

    void IExchangeListener.Listed(Timestamp at, Listing listing)
    {
    }

    void IExchangeListener.Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
    }

    /// <summary>Mark-outs of fills after a fixed time.</summary>
    private sealed class MarkOutTally(int seconds)
    {
        private readonly Queue<(Timestamp Due, int Sign, double Before)> _open = new();
        private double _sum;
        private int _count;

        public double Mean => _sum / _count;

        public void Begin() => _open.Clear();

        public void Add(Timestamp now, int sign, double mid) => _open.Enqueue((now + Duration.FromSeconds(seconds), sign, mid));

        /// <summary>Fills due before the next event are marked at the mid that stands until then.</summary>
        public void Settle(Timestamp next, double? mid)
        {
            while (mid is { } now && _open.TryPeek(out var fill) && fill.Due < next)
            {
                _open.Dequeue();
                _sum += fill.Sign * (now - fill.Before);
                _count++;
            }
        }
    }
}
