using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>
/// The first bid of each token, in 1/10 000 dollar on the grid: the lower of the competitive price and the cap by the model, both
/// together never above the target total. Zero where there is none.
/// </summary>
internal readonly record struct LadderPrices(int UpUnits, int DownUnits)
{
    public int Of(Outcome outcome) => outcome == Outcome.Up ? UpUnits : DownUnits;

    public static LadderPrices Of(PairedLadderOptions options, in StrategyView view, in FairValueEstimate fair, in LadderSkew skew, Price target)
    {
        var up = Math.Min(Competitive(options, view.Up, view.Tick), fair.UpFloor.Units - options.Edge.Units);
        var down = Math.Min(Competitive(options, view.Down, view.Tick), fair.DownFloor.Units - options.Edge.Units);
        var over = up + down - target.Units;
        if (over > 0)
        {
            // What is held in excess pays for the pair; balanced, both do.
            var fromUp = skew.Severity == 0 ? over - (over / 2) : skew.Excess == Outcome.Up ? over : 0;
            up -= fromUp;
            down -= over - fromUp;
        }

        return new LadderPrices(OnGrid(up, view.Tick), OnGrid(down, view.Tick));
    }

    /// <summary>The best bid of others, improved where asked, at least one tick below their offer. A side nobody bids on has none.</summary>
    public static int Competitive(PairedLadderOptions options, in TopOfBook top, TickSize tick)
    {
        if (!top.HasBid)
        {
            return 0;
        }

        var improved = top.Bid.Units + (options.ImproveTicks * tick.Units);
        return top.HasAsk ? Math.Min(improved, top.Ask.Units - tick.Units) : top.Bid.Units;
    }

    private static int OnGrid(int units, TickSize tick) => units < tick.Lowest.Units ? 0 : units / tick.Units * tick.Units;
}
