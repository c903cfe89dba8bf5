using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// Losses in a row of one bot. A loss is a closed round trip with a negative result after fees; one that a failed settlement takes
/// back later stays in the row: the row is a brake, and a brake that lets go by itself is none.
/// </summary>
internal sealed class LossStreak
{
    public int Losses { get; private set; }

    /// <summary>True where this trip makes the row full; the row begins anew then.</summary>
    public bool OnTripClosed(Money result, int maximum)
    {
        Losses = result < Money.Zero ? Losses + 1 : 0;
        var full = Losses >= maximum;
        Losses = full ? 0 : Losses;
        return full;
    }

    public void Set(int losses) => Losses = losses;
}
