using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>Copies windows, their books and their bots out of the engine.</summary>
internal static class MarketRows
{
    /// <summary>By their open, then by slug.</summary>
    public static List<MarketSnapshot> Of(JournaledEngine engine)
    {
        var markets = new List<MarketSnapshot>(engine.ActiveMarkets.Length);
        foreach (var market in engine.ActiveMarkets)
        {
            var view = engine.View(market);
            markets.Add(new MarketSnapshot(
                view, BookOf(engine, market, Outcome.Up, view.UpBookEpoch), BookOf(engine, market, Outcome.Down, view.DownBookEpoch), engine.SignalsOf(market), engine.SeatsOf(market)));
        }

        markets.Sort(static (left, right) => left.View.Spec.Opens != right.View.Spec.Opens
            ? left.View.Spec.Opens.CompareTo(right.View.Spec.Opens)
            : string.CompareOrdinal(left.Id, right.Id));
        return markets;
    }

    /// <summary>What a settled window left.</summary>
    public static ClosedWindowSnapshot? ClosedOf(JournaledEngine engine, MarketId market, Timestamp now)
    {
        var view = engine.View(market);
        return view.Winner is { } winner
            ? new ClosedWindowSnapshot(view.Spec.Slug, view.Spec.Opens, view.Spec.Closes, winner, view.RealizedPnl, view.Fees, view.Up.Unpaired - view.Down.Unpaired, view.Strike, now)
            : null;
    }

    public static List<BotSnapshot> BotsOf(JournaledEngine engine, RiskView risk, IReadOnlyList<MarketSnapshot> markets) => [.. engine.BotViews.Select(bot =>
    {
        var (unrealized, volume, fees) = (Money.Zero, Money.Zero, Money.Zero);
        foreach (var market in markets)
        {
            var seat = market.Seats[bot.Bot.Number];
            unrealized += seat.Unrealized;
            volume += seat.Volume;
            fees += seat.Fees;
        }

        return new BotSnapshot(bot, unrealized, risk.CommittedByBot[bot.Bot.Number], volume, fees);
    })];

    private static BookSnapshot BookOf(JournaledEngine engine, MarketId market, Outcome outcome, int epoch) =>
        new(outcome, epoch, LevelsOf(engine, market, outcome, Side.Buy), LevelsOf(engine, market, outcome, Side.Sell));

    private static BookLevel[] LevelsOf(JournaledEngine engine, MarketId market, Outcome outcome, Side side)
    {
        Span<BookLevel> levels = stackalloc BookLevel[BookSnapshot.Levels];
        return levels[..engine.CopyLevels(market, outcome, side, levels)].ToArray();
    }
}
