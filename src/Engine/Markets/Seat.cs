using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>Everything of one bot in one market: its books, its pauses after refusals, its stops.</summary>
internal sealed class Seat
{
    private readonly Timestamp[] _slotPausedUntil = new Timestamp[QuoteSlot.Count];
    private Timestamp _quotesPausedUntil;

    public Seat(Bot bot, IStrategy strategy, int maximumFills, Size flatBelow)
    {
        Bot = bot;
        Strategy = strategy;
        Ledger = new MarketLedger(maximumFills, flatBelow);
    }

    public Bot Bot { get; }

    /// <summary>The bot's strategy with the parameters this market is traded with.</summary>
    public IStrategy Strategy { get; set; }

    public MarketLedger Ledger { get; }

    /// <summary>The position, or part of it, came from no order of this engine: it is worked out, not held for its target.</summary>
    public bool WorksOut { get; set; }

    /// <summary>The number of the round trip that its loss has stopped, so that a rebound does not take the stop back.</summary>
    public int StoppedTrip { get; set; } = -1;

    /// <summary>What its position here was last marked at, where negative; else zero.</summary>
    public Money OpenLoss { get; set; }

    /// <summary>Why the bot's strategy wants nothing here, or is not let; none while it quotes.</summary>
    public Reason NotQuoting { get; set; }

    /// <summary>Nothing is sent under the slot before this.</summary>
    public Timestamp PausedUntil(QuoteSlot slot) =>
        slot == QuoteSlot.Closing ? _slotPausedUntil[slot.Number] : Timestamp.Later(_slotPausedUntil[slot.Number], _quotesPausedUntil);

    /// <summary>A lost race concerns the one quote; any other refusal all quotes of the bot here, but never its closing.</summary>
    public void Pause(QuoteSlot slot, Timestamp until, bool isRace)
    {
        ref var paused = ref _slotPausedUntil[slot.Number];
        paused = Timestamp.Later(paused, until);
        if (!isRace && slot != QuoteSlot.Closing)
        {
            _quotesPausedUntil = Timestamp.Later(_quotesPausedUntil, until);
        }
    }
}
