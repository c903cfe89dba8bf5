using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Settlement;

/// <summary>
/// Carries trades from MATCHED to MINED to CONFIRMED, or over RETRYING to FAILED, or back from MINED where the chain is reorganised, after seeded delays: MINED uniform between its
/// bounds, CONFIRMED uniform between its own and never before MINED. A retried trade takes a second MINED delay.
/// </summary>
internal sealed class TradeSettlement(VenueContext venue, Ledger ledger, DeterministicRandom random)
{
    internal void Begin(PendingTrade trade)
    {
        ledger.Match(trade);
        var options = venue.Options;

        // The same number of draws for every fate, so that one trade's fate never shifts the next one's delays.
        var mined = Between(options.MinedMin, options.MinedMax);
        var confirmed = Between(options.ConfirmedMin, options.ConfirmedMax);
        var again = Between(options.MinedMin, options.MinedMax);
        var fails = random.Chance(options.FailureProbability);
        var retries = random.Chance(options.RetryProbability);
        var matched = trade.Trade.MatchTime;
        if (venue.FateOf(trade.Trade) is { } fate)
        {
            if (fate is SettlementFate.Reorganised or SettlementFate.ReorganisedAway)
            {
                Reorganise(trade, matched + mined, again, matched + confirmed, fate);
                return;
            }

            (fails, retries) = (fate == SettlementFate.Fails, fate == SettlementFate.Retries);
        }

        if (!fails && !retries)
        {
            Step(matched + mined, trade, FillStatus.Mined);
            Step(Timestamp.Later(matched + confirmed, matched + mined), trade, FillStatus.Confirmed);
            return;
        }

        Step(matched + mined, trade, FillStatus.Retrying);
        var second = matched + mined + again;
        if (fails)
        {
            Step(second, trade, FillStatus.Failed);
            return;
        }

        Step(second, trade, FillStatus.Mined);
        Step(Timestamp.Later(matched + confirmed, second), trade, FillStatus.Confirmed);
    }

    private void Reorganise(PendingTrade trade, Timestamp mined, Duration again, Timestamp confirmed, SettlementFate fate)
    {
        Step(mined, trade, FillStatus.Mined);
        var undone = mined + again;
        Step(undone, trade, FillStatus.Retrying);
        if (fate == SettlementFate.ReorganisedAway)
        {
            Step(undone + again, trade, FillStatus.Failed);
            return;
        }

        Step(undone + again, trade, FillStatus.Mined);
        Step(Timestamp.Later(confirmed, undone + again), trade, FillStatus.Confirmed);
    }

    private void Step(Timestamp due, PendingTrade trade, FillStatus status) => venue.At(due, () =>
    {
        if (status == FillStatus.Confirmed)
        {
            ledger.Confirm(trade);
        }
        else if (status == FillStatus.Failed)
        {
            ledger.Reverse(trade);
        }

        trade.Trade.Status = status;
        trade.Trade.LastUpdate = venue.Now;
        venue.Listener.TradeStatusChanged(venue.Now, trade.Trade);
    });

    private Duration Between(Duration low, Duration high) => new(random.NextInt64(low.Micros, high.Micros + 1));
}
