using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>What holds for every bot of one market at one moment.</summary>
internal ref struct MarketLook
{
    public Timestamp Now;
    public required Market Market;

    /// <summary>Best prices without our own orders.</summary>
    public TopOfBook Up;
    public TopOfBook Down;

    /// <summary>Of all bots; grows with each order placed in this look.</summary>
    public Exposure All;

    /// <summary>Why nothing may be opened; none where it may.</summary>
    public Reason OpeningVerdict;

    /// <summary>Why no taking order may leave; none where it may.</summary>
    public Reason TakingVerdict;

    /// <summary>Why everything held is being closed; none where it is not.</summary>
    public Reason Flatten;

    /// <summary>Orders may be placed and cancelled by rule at all: not halted, in a trading phase, the venue takes cancels.</summary>
    public bool MayAct;

    /// <summary>Books and orders are known well enough to decide on closing; where not, what rests stays.</summary>
    public bool MayClose;

    /// <summary>Net exposure of bots looked at before that their closing orders take care of, signed as Up − Down.</summary>
    public Size CoveredNet;
}
