using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Reports;

/// <summary>Makes the closing summary of a node.</summary>
public static class RunSummaryBuilder
{
    public static RunSummary Of(TradingNode node, string source, string seed, IReadOnlyList<string> waived)
    {
        var totals = node.Driver.Engine.Totals;
        var decisions = node.Driver.Decisions;
        var (hashesChecked, hashesMatched) = node.BookHashes;
        return new RunSummary
        {
            Windows = totals.WindowsSettled,
            Strategy = node.Driver.Engine.Options.Strategy,
            Source = source,
            Seed = seed,
            EligibleTimeShare = Share(totals.EligibleTime, totals.MakingTime),
            EligibleEpisodes = totals.EligibleEpisodes,
            EligibleEpisodeMillisecondsMean = totals.EligibleEpisodes == 0 ? 0 : Math.Round(totals.EligibleTime.Micros / 1e3 / totals.EligibleEpisodes, 1),
            OrdersPlaced = totals.OrdersPlaced,
            OrdersRejected = totals.OrdersRejected,
            OrdersCancelled = totals.OrdersCancelled,
            Fills = totals.Fills,
            VolumeUsd = ToDecimal(totals.Volume),
            RealizedPnlUsd = ToDecimal(totals.RealizedPnl),
            FeesUsd = ToDecimal(totals.Fees),
            MaxNetExposureShares = ToDecimal(totals.MaxNetExposure),
            DustShares = ToDecimal(totals.Dust),
            OpenOrdersAtEnd = node.OpenOrdersAtVenue,
            PositionAtResolutionShares = ToDecimal(totals.PositionAtResolution),
            InvariantBreaches = totals.InvariantBreaches,
            FramesProcessed = node.FramesProcessed,
            FramesSkipped = node.FramesSkipped,
            DecisionMicrosP50 = Math.Round(decisions.PercentileNanoseconds(0.5) / 1e3, 2),
            DecisionMicrosP99 = Math.Round(decisions.PercentileNanoseconds(0.99) / 1e3, 2),
            MaxSchedulingLagMs = 0,
            Markout1Second = Mean(totals.MarkOut1Second),
            Markout5Seconds = Mean(totals.MarkOut5Seconds),
            Markout30Seconds = Mean(totals.MarkOut30Seconds),
            BookHashesChecked = hashesChecked,
            BookHashesMatched = hashesMatched,
            NotQuotingShare = NotQuoting(totals),
            Waived = waived,
            StoppedBecause = node.StoppingBecause,
        };
    }

    /// <summary>For people and reports: exact, as the integers are.</summary>
    public static decimal ToDecimal(Money money) => money.Micros / 1_000_000m;

    /// <inheritdoc cref="ToDecimal(Money)"/>
    public static decimal ToDecimal(Size size) => size.Units / 1_000_000m;

    private static double Share(Duration part, Duration whole) => whole.Micros == 0 ? 0 : Math.Round((double)part.Micros / whole.Micros, 5);

    private static double? Mean(MarkOut markOut) => markOut.Fills == 0 ? null : Math.Round(markOut.DollarsPerShare, 5);

    private static SortedDictionary<string, double> NotQuoting(EngineTotals totals)
    {
        var whole = new Duration(totals.TimeByReason.Sum(time => time.Micros));
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var reason in Enum.GetValues<Reason>())
        {
            if (reason != Reason.None && totals.NotQuotingTime(reason).Micros > 0)
            {
                shares[reason.Label()] = Share(totals.NotQuotingTime(reason), whole);
            }
        }

        return shares;
    }
}
