using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>How much closing may cost, in rising order.</summary>
internal enum ClosingUrgency : byte
{
    /// <summary>Rests at the target.</summary>
    Target,

    /// <summary>Rests at the best ask, or at the target where that is nearer.</summary>
    Join,

    /// <summary>Rests one tick above the best bid.</summary>
    Press,

    /// <summary>Takes.</summary>
    Take,
}

/// <summary>Decides the urgency from phase, loss and time.</summary>
internal sealed class ClosingSchedule
{
    private readonly AsymmetricOptions _options;

    public ClosingSchedule(AsymmetricOptions options) => _options = options;

    public ClosingUrgency Of(in Situation situation, out Reason reason)
    {
        var market = situation.Market;
        if (market.Phase.Current >= MarketPhase.HedgeLock)
        {
            reason = Reason.PhaseForbidsOpening;
            return ClosingUrgency.Take;
        }

        if (IsLossStopped(situation))
        {
            reason = Reason.PositionLoss;
            return ClosingUrgency.Take;
        }

        if (TimeStop(market) is { } stop && situation.Now >= stop)
        {
            reason = Reason.PositionTimeStop;
            return situation.Now >= stop + _options.StopPatience ? ClosingUrgency.Take : ClosingUrgency.Press;
        }

        reason = Reason.None;
        return market.Phase.Current switch
        {
            MarketPhase.CloseOnly => ClosingUrgency.Press,
            MarketPhase.Unwind => ClosingUrgency.Join,
            _ => ClosingUrgency.Target,
        };
    }

    /// <summary>The next moment after now at which the time alone changes the urgency.</summary>
    public Timestamp NextChange(Market market, Timestamp now)
    {
        if (TimeStop(market) is not { } stop)
        {
            return Timestamp.Never;
        }

        return stop > now ? stop
            : stop + _options.StopPatience > now ? stop + _options.StopPatience
            : Timestamp.Never;
    }

    // A position handed in at the start has no target of ours: its time is up from the beginning.
    private Timestamp? TimeStop(Market market)
    {
        var books = market.Ledger.Books;
        if (books.Net.Magnitude < market.Spec.MinimumOrderSize)
        {
            return null;
        }

        return market.WorksOut ? books.TripOpened : books.TripOpened + _options.MaximumHolding;
    }

    private bool IsLossStopped(in Situation situation)
    {
        var market = situation.Market;
        var trip = market.Ledger.Books.TripsClosed;
        var exposure = situation.Exposure;
        var top = situation.Top(exposure.Held);
        if (market.StoppedTrip != trip && top.HasBid)
        {
            var perShare = top.Bid.Units - exposure.AverageCostUnits;
            var result = RoundedDivision.Divide((Int128)perShare * exposure.Net.Magnitude.Units, Price.Scale, Rounding.Down);
            if (new Money(result) <= -_options.MaximumPositionLoss)
            {
                market.StoppedTrip = trip;
            }
        }

        return market.StoppedTrip == trip;
    }
}
