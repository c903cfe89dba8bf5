using PolyCloud.Engine.Effects;

namespace PolyCloud.Dashboard.Words;

/// <summary>What a reason means for the person who reads it, and whether anything is to be done.</summary>
public static class Advice
{
    public static string Of(Reason reason) => reason switch
    {
        Reason.None => "",
        Reason.ManualHalt => "A person stopped everything. Resume when you know why.",
        Reason.ManualFlatten => "A person asked to get flat. Nothing opens until you resume.",
        Reason.DailyLossLimit => "The day's loss limit was hit. Nothing opens until you resume.",
        Reason.PortfolioDrawdown => "The portfolio fell too far from its peak: positions are being closed. Find out why before you resume.",
        Reason.BotDrawdown => "This bot fell too far from its peak. Re-arm it when you know why.",
        Reason.ConsecutiveLosses => "Too many losses in a row. The bot starts again by itself when its pause ends.",
        Reason.InvariantBroken => "A rule that must always hold was broken. Keep the journal and the logs before you resume.",
        Reason.StateStoreUnavailable or Reason.JournalBehind => "Records cannot be written. Look at disk space and the store; it goes on by itself once they can.",
        Reason.SettlementMismatch => "The strike contradicts the venue's price to beat. This window is not traded.",
        Reason.LeaseLost => "Another worker has taken over. Look for it before you do anything.",
        Reason.OrderIdMismatch => "The venue called an order by another id than ours. Stop, and check the signer's version.",
        Reason.VenueErrors or Reason.TooManyRejects => "The venue refused or failed too often. It goes on by itself after a quiet spell.",
        Reason.VenueRestarting or Reason.VenuePostOnly or Reason.VenueCancelOnly => "The venue restarts or limits trading. It goes on by itself.",
        Reason.VenueDisabled or Reason.VenueClosedOnly => "The venue or this account may not open orders. Ask the venue.",
        Reason.Geoblocked => "The venue does not serve this address. There is nothing to do here but move.",
        Reason.VenueUnreachable => "The venue does not answer. Check the network; missed heartbeats clear the orders.",
        Reason.OracleStale => "The settlement price is silent. It goes on by itself when it speaks.",
        Reason.DataGap or Reason.BookMissing or Reason.BookOneSided or Reason.BookQuarantined => "The order book is missing, one-sided or not to be trusted. It goes on by itself.",
        Reason.UserStreamDown or Reason.HeartbeatMissed => "A connection to the venue is down; orders were cancelled. It goes on by itself after reconciliation.",
        Reason.ReconciliationPending => "Orders, fills and balances are being asked from the venue. It goes on by itself when they agree.",
        Reason.CancelNotConfirmed or Reason.CancelDebt => "A cancel is not confirmed yet. It is asked for again.",
        Reason.ForeignOrder => "An order of this account that is not ours is live. Nothing trades until it is gone: look for another program.",
        Reason.InsufficientFunds or Reason.RejectedInsufficientBalance => "There is not enough collateral. Add some, or wait for redemptions.",
        Reason.NotYetOpen => "The window has not opened.",
        Reason.PhaseForbidsOpening => "The window is too near its end to open anything.",
        Reason.PhaseDone => "The window is over for trading.",
        Reason.SpreadTooNarrow or Reason.NoSideQualifies or Reason.EdgeTooSmall => "The market pays too little now.",
        Reason.EdgeTooLarge => "The event's books promise more than can be true. Look whether every outcome of it is listed.",
        Reason.SettlementDeclared => "The venue declares who wins here, so there is no fair value: this strategy leaves the market alone.",
        Reason.SpreadTooWide or Reason.BookTooThin => "The book is too thin to trade safely.",
        Reason.BreakoutInUnderlying or Reason.FastMove or Reason.OrderImbalance or Reason.OneSidedVolume or Reason.AdverseMarkOuts => "The flow is informed or the price runs. It goes on by itself.",
        Reason.VolatilityWarmingUp or Reason.StrikeUnknown or Reason.FairValueUnknown or Reason.ObservationsMissing => "The fair value is not known yet.",
        Reason.PositionOpen => "It holds a position and waits to close it.",
        Reason.NetExposureLimit or Reason.MarketPositionLimit or Reason.TotalPositionLimit or Reason.BotExposureLimit or Reason.GrossExposureLimit or Reason.OpenOrderLimit
            or Reason.BotCapitalLimit or Reason.ZoneForbids or Reason.OrderSizeLimit => "A limit is reached. Closing frees it.",
        Reason.BotNotRunning or Reason.BotPaused or Reason.BotStarting => "The bot is not started, paused or starting.",
        Reason.BotFailed => "The bot's strategy broke a rule. Re-arm it when you know why.",
        Reason.RejectedPostOnlyWouldCross => "The book moved while the order was on its way. It is quoted anew.",
        Reason.RejectedNoMatch or Reason.RejectedNotFilledWhole => "Nothing was there to take any more.",
        Reason.RejectedTickSize or Reason.RejectedMinimumSize or Reason.RejectedMarketClosed => "The market changed its rules or closed. Its settings are read again.",
        Reason.RejectedSignature or Reason.RejectedCredential or Reason.RejectedOrderVersion => "The venue does not take our signature. Run doctor before anything else.",
        Reason.RejectedTimedOutAtVenue or Reason.RejectedOther or Reason.RejectedDuplicate => "The venue refused. The log has its words.",
        Reason.RateLimited or Reason.CoolingDown or Reason.GatewayFull => "It waits so as not to send too much.",
        _ => "",
    };
}
