using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Signals.Momentum;
using PolyCloud.Engine.Signals.Toxicity;

namespace PolyCloud.Engine.Signals;

/// <summary>All signals of one market at one moment; a copy that does not change.</summary>
public readonly record struct MarketSignalView(
    FairValueEstimate FairValue, ToxicityRegime Toxicity, OracleHealth Oracle, VolatilityState Volatility, MomentumState Momentum)
{
    /// <summary>
    /// Why a strategy that trades on the fair value may not open now, or none: oracle, then fair value, then toxicity.
    /// </summary>
    public Reason OpeningReason =>
        Oracle.Pause != Reason.None ? Oracle.Pause
        : !FairValue.IsValid ? FairValue.Reason == Reason.None ? Reason.FairValueUnknown : FairValue.Reason
        : Toxicity.Level == ToxicityLevel.MicroHalt ? Toxicity.Reason
        : Reason.None;

    /// <summary>Share of the ordinary size to trade, 0 to 100: the smaller of the oracle's and the flow's.</summary>
    public int SizePercent => Math.Min(Oracle.SizePercent, Toxicity.SizePercent);
}
