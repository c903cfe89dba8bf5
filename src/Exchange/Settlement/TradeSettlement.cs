using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Settlement;

/// <summary>
/// Carries trades from MATCHED to MINED to CONFIRMED, or over RETRYING to FAILED, after seeded delays: MINED uniform between its
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
        if (venue.FateOf(trade.Trade) is { } fate)
        {
            (fails, retries) = (fate == SettlementFate.Fails, fate == SettlementFate.Retries);
        }

        var matched = trade.Trade.MatchTime;
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
