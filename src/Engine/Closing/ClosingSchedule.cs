using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Closing;

/// <summary>Decides the urgency from phase, loss and time.</summary>
internal static class ClosingSchedule
{
    public static ClosingUrgency Of(in ClosingView view, ClosingOptions options, out Reason reason)
    {
        if (view.Market.Phase.Current >= MarketPhase.HedgeLock)
        {
            reason = Reason.PhaseForbidsOpening;
            return ClosingUrgency.Take;
        }

        if (view.Flatten != Reason.None)
        {
            reason = view.Flatten;
            return ClosingUrgency.Take;
        }

        if (IsLossStopped(view, options))
        {
            reason = Reason.PositionLoss;
            return ClosingUrgency.Take;
        }

        if (TimeStop(view.Market, view.Seat, options) is { } stop && view.Now >= stop)
        {
            reason = Reason.PositionTimeStop;
            return view.Now >= stop + options.StopPatience ? ClosingUrgency.Take : ClosingUrgency.Press;
        }

        reason = Reason.None;
        var phase = view.Market.Phase.Current;
        var own = options.Target.Units > 0 ? ClosingUrgency.Target : ClosingUrgency.None;
        return phase >= MarketPhase.CloseOnly || view.WorksOut ? ClosingUrgency.Press
            : phase == MarketPhase.Unwind && own == ClosingUrgency.Target ? ClosingUrgency.Join
            : own;
    }

    /// <summary>The next moment after now at which the time alone changes the urgency.</summary>
    public static Timestamp NextChange(Market market, Seat seat, ClosingOptions options, Timestamp now)
    {
        if (TimeStop(market, seat, options) is not { } stop)
        {
            return Timestamp.Never;
        }

        return stop > now ? stop
            : stop + options.StopPatience > now ? stop + options.StopPatience
            : Timestamp.Never;
    }

    // A position handed in at the start has no target of ours: its time is up from the beginning.
    private static Timestamp? TimeStop(Market market, Seat seat, ClosingOptions options)
    {
        var books = seat.Ledger.Books;
        if (books.Net.Magnitude < market.Spec.MinimumOrderSize)
        {
            return null;
        }

        return seat.WorksOut ? books.TripOpened
            : options.MaximumHolding > Duration.Zero ? books.TripOpened + options.MaximumHolding
            : null;
    }

    private static bool IsLossStopped(in ClosingView view, ClosingOptions options)
    {
        if (options.MaximumLoss == Money.Zero)
        {
            return false;
        }

        var seat = view.Seat;
        var trip = seat.Ledger.Books.TripsClosed;
        var exposure = view.Exposure;
        var top = view.Top(exposure.Held);
        if (seat.StoppedTrip != trip && top.HasBid)
        {
            var perShare = top.Bid.Units - exposure.AverageCostUnits;
            var result = RoundedDivision.Divide((Int128)perShare * exposure.Net.Magnitude.Units, Price.Scale, Rounding.Down);
            if (new Money(result) <= -options.MaximumLoss)
            {
                seat.StoppedTrip = trip;
            }
        }

        return seat.StoppedTrip == trip;
    }
}
