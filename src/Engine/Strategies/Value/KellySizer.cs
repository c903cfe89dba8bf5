using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Value;

/// <summary>Shares worth adding: the fractional Kelly stake at the price with everything, less what the market already costs.</summary>
internal static class KellySizer
{
    /// <param name="costUnits">Price and fee of a share, 1/10 000 dollar.</param>
    /// <param name="committed">Cost of what is held and of open buys here.</param>
    /// <param name="held">Shares held and bid for already.</param>
    /// <param name="sizePercent">Share of the ordinary size to trade, 0 to 100.</param>
    public static Size Of(ValueOptions options, in FairValueEstimate fair, Outcome outcome, int costUnits, Money committed, Size held, int sizePercent)
    {
        if (costUnits is <= 0 or >= Price.Scale)
        {
            return Size.Zero;
        }

        var probability = ExpectedValue.Floor(fair, outcome).Units / (double)Price.Scale;
        var stake = options.Kelly.Stake(options.Bankroll, new Price(costUnits), probability);
        var scaled = new Money(RoundedDivision.Divide((Int128)stake.Micros * sizePercent, 100, Rounding.Down));
        var room = scaled - committed;
        var shares = new Size(Math.Max(RoundedDivision.Divide((Int128)room.Micros * Price.Scale, costUnits, Rounding.Down), 0));
        return Quantizer.SizeDown(Size.Min(shares, options.MaximumSize - held));
    }
}
