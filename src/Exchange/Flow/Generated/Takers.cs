using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// Those who take from a window's book: bursts that mostly go with the run of the underlying, and informed takers who act before slow
/// makers have looked again. Their delays contain the venue's taker hold.
/// </summary>
public sealed class Takers(WindowMarket market, TakerOptions options, DeterministicRandom noise, DeterministicRandom informed)
{
    private const int WideTicks = 3;

    private Side _burstSide;
    private bool _burst;
    private bool _pending;

    /// <summary>Time until the next noise trade.</summary>
    public Duration Rest()
    {
        // A swept book draws the next takers at once; a market falls quiet only with a narrow one.
        var wide = market.BestAsk - market.BestBid >= WideTicks;
        if (noise.Chance(options.PauseChance) && !wide)
        {
            _burst = false;
            return Milliseconds(noise.NextExponential(options.PauseMean));
        }

        _burst = !noise.Chance(options.BurstEndChance) || wide;
        return _burst
            ? Milliseconds(options.BurstGapMedian * Math.Exp(options.BurstGapLogDeviation * noise.NextNormal()))
            : Milliseconds(noise.NextExponential(options.CalmGapMean));
    }

    /// <summary>One noise trade; a burst keeps its side.</summary>
    public void Trade()
    {
        if (!_burst || noise.Chance(0.2))
        {
            var buys = noise.Chance(options.DirectedChance) ? market.Rising : noise.Chance(0.5);
            _burstSide = buys ? Side.Buy : Side.Sell;
        }

        var best = _burstSide == Side.Buy ? market.BestAsk : market.BestBid;
        // Near 0 and 1 there is little left to win by accepting a worse price.
        var up = market.FairCents / 100;
        var reach = noise.Chance(options.SweepChance * 4 * up * (1 - up)) ? 1 + noise.NextInt32(4) : 0;
        var shares = ShareDraw.LogNormal(noise, options.NoiseSharesMedian * (reach + 1) * (reach > 0 ? 8 : 1), options.SharesLogDeviation);
        Take(noise, _burstSide, _burstSide == Side.Buy ? best + reach : best - reach, shares);
    }

    /// <summary>The reaction time of an informed taker where the book is off fair value by more than the edge; null where nobody reacts.</summary>
    public Duration? React()
    {
        if (_pending || Mispriced() is null)
        {
            return null;
        }

        _pending = true;
        return Milliseconds(options.InformedDelayMedian * Math.Exp(0.6 * informed.NextNormal()));
    }

    /// <summary>The informed taker acts, where the book is still off.</summary>
    /// <returns>False where there was nothing to take any more.</returns>
    public bool TakeStale()
    {
        _pending = false;
        if (Mispriced() is not { } side)
        {
            return false;
        }

        var fair = market.FairCents;
        var limit = side == Side.Buy ? (int)Math.Floor(fair - (options.InformedEdgeTicks / 2)) : (int)Math.Ceiling(fair + (options.InformedEdgeTicks / 2));
        Take(informed, side, limit, ShareDraw.LogNormal(informed, options.InformedSharesMedian, options.SharesLogDeviation));
        return true;
    }

    /// <summary>Time until somebody trades on the heels of a sweep; null where the book is narrow again.</summary>
    public Duration? Follow() =>
        market.BestAsk - market.BestBid >= WideTicks ? Milliseconds(noise.NextExponential(options.FollowGapMean)) : null;

    private Side? Mispriced()
    {
        var fair = market.FairCents;
        return fair - options.InformedEdgeTicks > market.BestAsk ? Side.Buy
            : fair + options.InformedEdgeTicks < market.BestBid ? Side.Sell
            : null;
    }

    private void Take(DeterministicRandom random, Side side, int cents, Size size)
    {
        var limit = Price.Cents(Math.Clamp(cents, 1, 99));

        // A buyer of Up and a seller of Down want the same; either token may be the one that is traded.
        var outcome = random.Chance(0.5) ? Outcome.Up : Outcome.Down;
        _ = outcome == Outcome.Up
            ? market.Venue.TakeFlow(market.Listing, outcome, side, limit, size)
            : market.Venue.TakeFlow(market.Listing, outcome, side.Opposite(), limit.Complement, size);
    }

    private static Duration Milliseconds(double milliseconds) => new(Math.Max(1_000, (long)(milliseconds * 1_000)));
}
