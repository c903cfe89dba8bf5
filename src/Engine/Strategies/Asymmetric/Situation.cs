using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>What the strategy sees of one market at one moment.</summary>
internal ref struct Situation
{
    public Timestamp Now;
    public required Market Market;
    public Exposure Exposure;
    public TopOfBook Up;
    public TopOfBook Down;

    /// <summary>Why nothing may be opened; none where it may.</summary>
    public Reason OpeningVerdict;

    /// <summary>Why no taking order may leave; none where it may.</summary>
    public Reason TakingVerdict;

    /// <summary>Shares of the held outcome that a live closing sale has promised: they are free again once it is cancelled.</summary>
    public Size PromisedByClosing;

    public readonly TopOfBook Top(Outcome outcome) => outcome == Outcome.Up ? Up : Down;
}
