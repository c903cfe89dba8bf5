using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Matching;

/// <summary>An order on its way into the book.</summary>
/// <param name="LimitUpUnits">The worst acceptable price, in Up terms.</param>
/// <param name="Shares">Micro-shares wanted; not used where a budget is given.</param>
/// <param name="Budget">Micro-dollars to spend: immediate buys are sized in dollars. 0 for orders sized in shares.</param>
internal readonly record struct TakerOrder(Outcome Outcome, Side Side, int LimitUpUnits, long Shares, long Budget)
{
    internal Side UpSide => Outcome == Outcome.Up ? Side : Side.Opposite();

    internal bool Accepts(int upUnits) => UpSide == Side.Buy ? upUnits <= LimitUpUnits : upUnits >= LimitUpUnits;

    /// <summary>A price of the book on this order's own token.</summary>
    internal int OwnUnits(int upUnits) => Outcome == Outcome.Up ? upUnits : Price.Scale - upUnits;
}
