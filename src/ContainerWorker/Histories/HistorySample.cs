using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>What histories are folded from: a look at the engine, live through a snapshot or later through its journal.</summary>
/// <param name="Run">A new one begins to count from nothing: shard and epoch.</param>
/// <param name="Totals">Since the run began.</param>
internal sealed record HistorySample(Timestamp At, string Run, Money Equity, EngineTotals Totals, IReadOnlyList<BotSnapshot> Bots, IReadOnlyList<MarketSnapshot> Markets)
{
    /// <summary>Null before the engine runs.</summary>
    public static HistorySample? Of(TradingSnapshot snapshot) => snapshot.Totals is { } totals
        ? new HistorySample(snapshot.At, RunOf(snapshot.Worker.Shard, snapshot.Worker.Epoch), snapshot.Risk.Equity, totals, snapshot.Bots, snapshot.Markets)
        : null;

    public static HistorySample Of(JournaledEngine engine, Timestamp now, string shard, long epoch)
    {
        var markets = MarketRows.Of(engine);
        var risk = engine.RiskView;
        return new HistorySample(now, RunOf(shard, epoch), risk.Equity, engine.Totals, MarketRows.BotsOf(engine, risk, markets), markets);
    }

    /// <summary>Dollars of the underlyings, and prices of Up in the windows that are open, by symbol: <c>btc</c>, <c>btc-5m</c>.</summary>
    public IEnumerable<(string Symbol, Money Price)> Prices()
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var view in Markets.Select(static market => market.View))
        {
            if (view.Underlying is { } dollars && told.Add(view.Spec.Asset))
            {
                yield return (view.Spec.Asset, new Money((long)Math.Round(dollars * 1e6)));
            }

            if (view.Spec.Opens <= At && At < view.Spec.Closes && view.Up is { BestBid: { } bid, BestAsk: { } ask } && told.Add(view.Spec.Series))
            {
                // In halves of 1/10 000 dollar: 50 micros each.
                yield return (view.Spec.Series, new Money((bid.Units + ask.Units) * 50L));
            }
        }
    }

    private static string RunOf(string shard, long epoch) => $"{shard}/{epoch}";
}
