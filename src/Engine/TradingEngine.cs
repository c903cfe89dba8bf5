using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine;

/// <summary>Decides. One method per input kind; each returns by writing effects into the caller's buffer.</summary>
public sealed class TradingEngine
{
    public TradingEngine(EngineOptions options) => Options = options;

    public EngineOptions Options { get; }

    /// <summary>The next moment at which <see cref="OnClock"/> has something to do.</summary>
    public Timestamp NextDeadline => Timestamp.Never;

    public MarketId AddMarket(Timestamp now, MarketSpec spec, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>Frees the slot of a settled market (its results stay in the totals).</summary>
    public void RemoveMarket(MarketId market) => throw new InvalidOperationException("not yet");

    public void OnClock(Timestamp now, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnBookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>All changes of one frame for one market, at one venue time.</summary>
    public void OnBookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnTrade(Timestamp now, MarketId market, in TradePrint print, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnTickSizeChange(Timestamp now, MarketId market, TickSize tick, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>The connection that fed this market's books was lost or stalled: both books are dropped until the next snapshots.</summary>
    public void OnBookLost(Timestamp now, MarketId market, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnOracle(Timestamp now, string asset, in OracleTick tick, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnOrderReport(Timestamp now, in OrderReport report, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnFill(Timestamp now, in Fill fill, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnResolution(Timestamp now, MarketId market, Outcome winner, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnFeed(Timestamp now, Feed feed, bool healthy, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnVenueMode(Timestamp now, VenueMode mode, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>From the control plane: only a stricter phase than the engine's own is taken.</summary>
    public void OnDesiredPhase(Timestamp now, MarketId market, MarketPhase phase, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>Halts everything: cancels all, opens nothing, until <see cref="OnResume"/>.</summary>
    public void OnHalt(Timestamp now, Reason reason, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    public void OnHaltMarket(Timestamp now, MarketId market, Reason reason, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>Lifts halts, never a phase.</summary>
    public void OnResume(Timestamp now, EffectBuffer effects) => throw new InvalidOperationException("not yet");

    /// <summary>Collateral that the venue says is spendable.</summary>
    public void OnCollateral(Timestamp now, Money available, EffectBuffer effects) => throw new InvalidOperationException("not yet");
}
