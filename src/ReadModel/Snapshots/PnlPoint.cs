using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>The result at one moment, since the process began.</summary>
/// <param name="Realized">After fees and gas.</param>
/// <param name="Unrealized">Unpaired shares at the best bid less their cost.</param>
public readonly record struct PnlPoint(Timestamp At, Money Realized, Money Unrealized)
{
    public Money Total => Realized + Unrealized;
}
