using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Adds up what removed markets left and what present ones hold.</summary>
internal sealed class TotalsReport
{
    private readonly MarketTable _markets;
    private readonly EngineCounters _counters;
    private readonly MarkOuts _markOuts;
    private readonly Sums _retired = new();

    public TotalsReport(MarketTable markets, EngineCounters counters, MarkOuts markOuts)
    {
        _markets = markets;
        _counters = counters;
        _markOuts = markOuts;
    }

    /// <summary>Keeps the sums of a market that is about to leave.</summary>
    public void Retire(Market market) => _retired.Add(market);

    public EngineTotals Take()
    {
        var sums = new Sums();
        sums.Add(_retired);
        foreach (var id in _markets.Active)
        {
            sums.Add(_markets[id]);
        }

        return new EngineTotals
        {
            OrdersPlaced = _counters.OrdersPlaced,
            OrdersRejected = _counters.OrdersRejected,
            PostOnlyRejected = _counters.PostOnlyRejected,
            OrdersCancelled = _counters.OrdersCancelled,
            Fills = _counters.Fills,
            Volume = sums.Volume,
            RealizedPnl = sums.Realized,
            Fees = sums.Fees,
            Gas = sums.Gas,
            MaxNetExposure = _counters.MaxNetExposure,
            Dust = _counters.Dust,
            PositionAtResolution = _counters.PositionAtResolution,
            MakingTime = sums.Making,
            EligibleTime = sums.Eligible,
            EligibleEpisodes = sums.Episodes,
            EpisodesByDuration = sums.ByDuration,
            InvariantBreaches = _counters.InvariantBreaches,
            WindowsSettled = _counters.WindowsSettled,
            RefusedInputs = _counters.RefusedInputs,
            MarkOut1Second = _markOuts.Result(0),
            MarkOut5Seconds = _markOuts.Result(1),
            MarkOut30Seconds = _markOuts.Result(2),
            MarkOutsMissed = _markOuts.Missed,
            TimeByReason = sums.ByReason,
        };
    }

    private sealed class Sums
    {
        public Money Volume { get; private set; }

        public Money Realized { get; private set; }

        public Money Fees { get; private set; }

        public Money Gas { get; private set; }

        public Duration Making { get; private set; }

        public Duration Eligible { get; private set; }

        public long Episodes { get; private set; }

        public long[] ByDuration { get; } = new long[EligibilityMeter.ClassLimitsMilliseconds.Length + 1];

        public Duration[] ByReason { get; } = new Duration[ReasonClock.Reasons];

        public void Add(Market market)
        {
            var books = PositionSum.Of(market);
            Volume += books.Volume;
            Realized += books.Realized;
            Fees += books.Fees;
            Gas += books.Gas;
            Making += market.Eligibility.MakingTime;
            Eligible += market.Eligibility.EligibleTime;
            Episodes += market.Eligibility.Episodes;
            for (var index = 0; index < ByDuration.Length; index++)
            {
                ByDuration[index] += market.Eligibility.EpisodesByDuration[index];
            }

            for (var index = 0; index < ByReason.Length; index++)
            {
                ByReason[index] += market.NotQuoting.TimeOf((Reason)index);
            }
        }

        public void Add(Sums other)
        {
            Volume += other.Volume;
            Realized += other.Realized;
            Fees += other.Fees;
            Gas += other.Gas;
            Making += other.Making;
            Eligible += other.Eligible;
            Episodes += other.Episodes;
            for (var index = 0; index < ByDuration.Length; index++)
            {
                ByDuration[index] += other.ByDuration[index];
            }

            for (var index = 0; index < ByReason.Length; index++)
            {
                ByReason[index] += other.ByReason[index];
            }
        }
    }
}
