using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// A maker who looks at the market now and then and quotes a ladder around its opinion of fair value. Between its looks its quotes are
/// stale: informed takers live on that.
/// </summary>
public sealed class Maker
{
    private readonly WindowMarket _market;
    private readonly MakerOptions _options;
    private readonly DeterministicRandom _random;
    private readonly Ladder _bids;
    private readonly Ladder _asks;
    private readonly double _halfSpread;
    private readonly double _lookSeconds;

    public Maker(WindowMarket market, MakerOptions options, DeterministicRandom random)
    {
        _market = market;
        _options = options;
        _random = random;
        _bids = new Ladder(market, Side.Buy);
        _asks = new Ladder(market, Side.Sell);
        _halfSpread = random.NextDouble() * options.HalfSpreadTicksMax;
        _lookSeconds = options.LookSeconds * Math.Pow(2, (2 * random.NextDouble()) - 1);
    }

    /// <summary>Time until its next look.</summary>
    public Duration Rest() => new(1_000 + (long)(_random.NextExponential(_lookSeconds) * 1e6));

    public void Look()
    {
        var opinion = _market.FairCents + (_options.OpinionTicks * _random.NextNormal());
        var bid = Math.Clamp((int)Math.Floor(opinion - _halfSpread), 0, 99);
        var ask = Math.Clamp((int)Math.Ceiling(opinion + _halfSpread), 1, 100);
        if (ask <= bid)
        {
            ask = bid + 1;
        }

        // Stale quotes go first: the new ones may stand where they stood.
        Withdraw(_bids, bid - _options.Levels + 1, bid);
        Withdraw(_asks, ask, ask + _options.Levels - 1);
        var bestAsk = _market.BestAsk;
        for (var cent = Math.Min(bid, bestAsk - 1); cent > Math.Max(0, bid - _options.Levels); cent--)
        {
            Offer(_bids, cent);
        }

        var bestBid = _market.BestBid;
        for (var cent = Math.Max(ask, bestBid + 1); cent < Math.Min(100, ask + _options.Levels); cent++)
        {
            Offer(_asks, cent);
        }
    }

    public void Leave()
    {
        _bids.Clear();
        _asks.Clear();
    }

    private void Offer(Ladder ladder, int cent)
    {
        if (ladder.Holds(cent) && !_random.Chance(_options.RenewalChance))
        {
            return;
        }

        ladder.Cancel(cent);
        ladder.Place(cent, ShareDraw.LogNormal(_random, _options.OrderSharesMedian * _market.Commitment, _options.OrderSharesLogDeviation));
    }

    private static void Withdraw(Ladder ladder, int lowest, int highest)
    {
        for (var cent = 1; cent < 100; cent++)
        {
            if ((cent < lowest || cent > highest) && ladder.Touched(cent))
            {
                ladder.Cancel(cent);
            }
        }
    }
}
