using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Orders;

/// <summary>How much of a balance can be sold without being refused: sizes have two decimals, and a hundredth share of dust is left.</summary>
public static class SellableSize
{
    private static readonly Size Hundredth = new(Size.Scale / 100);

    /// <param name="held">The balance as the venue tells it.</param>
    public static Size Of(Size held)
    {
        var whole = held.Units / Hundredth.Units * Hundredth.Units;
        return whole <= Hundredth.Units ? Size.Zero : new Size(whole - Hundredth.Units);
    }
}
