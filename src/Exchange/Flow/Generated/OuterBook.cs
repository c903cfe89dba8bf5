using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// The wide, slow book behind the makers: an order at nearly every cent on the losing side of fair value, tens of thousands of shares at
/// the outermost ones, as recorded books show. Where the result is as good as known, the losing side's sellers go.
/// </summary>
public sealed class OuterBook
{
    /// <summary>Ticks that the outer book stays behind fair value.</summary>
    private const int DistanceTicks = 4;

    /// <summary>Fair value in cents beyond which nobody sells the winner any more.</summary>
    private const double DecidedCents = 99.95;

    /// <summary>Chance that such a seller goes at a look: they stay about 15 s.</summary>
    private const double LeavingChance = 0.015;

    private static readonly double[] EdgeShares = [0, 12_000, 9_000, 14_000, 7_000, 4_500, 3_000, 2_000, 1_500, 1_200, 1_000];

    private readonly WindowMarket _market;
    private readonly MakerOptions _options;
    private readonly double _scale;
    private readonly DeterministicRandom _random;
    private readonly Ladder _bids;
    private readonly Ladder _asks;

    public OuterBook(WindowMarket market, MakerOptions options, DeterministicRandom random)
    {
        _market = market;
        _options = options;
        _random = random;
        _scale = 0.7 * Math.Exp(0.5 * random.NextNormal());
        _bids = new Ladder(market, Side.Buy);
        _asks = new Ladder(market, Side.Sell);
    }

    public Duration Rest() => new(1_000 + (long)(_random.NextExponential(_options.OuterLookSeconds) * 1e6));

    public void Look()
    {
        var fair = _market.FairCents;
        Fill(_bids, 1, (int)Math.Min(Math.Floor(fair) - DistanceTicks, _market.BestAsk - 1), mirrored: false, fair < 100 - DecidedCents);
        Fill(_asks, (int)Math.Max(Math.Ceiling(fair) + DistanceTicks, _market.BestBid + 1), 99, mirrored: true, fair > DecidedCents);
    }

    public void Leave()
    {
        _bids.Clear();
        _asks.Clear();
    }

    private void Fill(Ladder ladder, int lowest, int highest, bool mirrored, bool decided)
    {
        for (var cent = 1; cent < 100; cent++)
        {
            if (decided)
            {
                if (_random.Chance(LeavingChance))
                {
                    ladder.Cancel(cent);
                }
            }
            else if (Outermost(cent, mirrored) || (cent >= lowest && cent <= highest))
            {
                var crosses = mirrored ? cent <= _market.BestBid : cent >= _market.BestAsk;
                if (!crosses && !ladder.Holds(cent) && _random.Chance(0.5))
                {
                    ladder.Place(cent, ShareDraw.LogNormal(_random, _scale * _market.Commitment * Shares(mirrored ? 100 - cent : cent), 0.4));
                }
            }
            else if (ladder.Touched(cent) && _random.Chance(0.7))
            {
                ladder.Cancel(cent);
            }
        }
    }

    private static bool Outermost(int cent, bool mirrored) => cent == (mirrored ? 99 : 1);

    private static double Shares(int fromEdge) => fromEdge < EdgeShares.Length ? EdgeShares[fromEdge] : Math.Max(400, 1_200 - (30 * fromEdge));
}
