using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Reads a market's own fee schedule; the legacy base fees beside it mean nothing.</summary>
internal static class GammaFees
{
    /// <summary>Null where it is missing or strange: such a market's costs are not known.</summary>
    public static FeeSchedule? Read(LooseElement market)
    {
        if (market["feesEnabled"].MaybeFlag == false)
        {
            return new FeeSchedule(0, 1);
        }

        var schedule = market["feeSchedule"];
        return schedule["rate"].Number is >= 0 and <= 1 and { } rate && decimal.Truncate(rate * 1_000_000) == rate * 1_000_000
            && schedule["exponent"].Integer is >= 0 and <= 4 and { } exponent && schedule["takerOnly"].Flag
            ? new FeeSchedule((int)(rate * 1_000_000), (int)exponent)
            : null;
    }
}
