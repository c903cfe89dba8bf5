using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>The mid weighted by the opposite side's size (Gatheral and Oomen 2010): a heavier bid pulls it toward the ask.</summary>
public static class MicroPrice
{
    /// <summary>(bid × ask size + ask × bid size) / (bid size + ask size), in dollars. Both sizes positive.</summary>
    public static double Of(Price bid, Size bidSize, Price ask, Size askSize)
    {
        var weight = (double)bidSize.Units / (bidSize.Units + (double)askSize.Units);
        return (bid.Units + (weight * (ask.Units - bid.Units))) / Price.Scale;
    }

    /// <summary>Whether it lies above the mid; exact, because for bid below ask that is the heavier bid.</summary>
    public static bool LiesAboveMid(Size bidSize, Size askSize) => bidSize > askSize;
}
