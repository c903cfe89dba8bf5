using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>The best levels of one token's book, best first; sides may be empty.</summary>
/// <param name="Epoch">Rises each time the book is dropped: whoever builds on an earlier one starts anew.</param>
public sealed record BookSnapshot(Outcome Outcome, int Epoch, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)
{
    /// <summary>Levels of each side in a snapshot: what a ladder on a screen shows.</summary>
    public const int Levels = 10;
}

/// <summary>One window: what it is, how far it has come, its books, what we hold in it and why we do not quote.</summary>
/// <param name="View">Phase, position and live orders as the engine has them.</param>
/// <param name="Signals">Fair value, toxicity, oracle health, volatility.</param>
/// <param name="Seats">What each bot holds here and why it does not quote, by its number.</param>
public sealed record MarketSnapshot(MarketView View, BookSnapshot Up, BookSnapshot Down, MarketSignalView Signals, IReadOnlyList<SeatView> Seats)
{
    /// <summary>What routes and screens call it: the slug.</summary>
    public string Id => View.Spec.Slug;

    /// <summary>Unpaired Up less unpaired Down.</summary>
    public Size Net => View.Up.Unpaired - View.Down.Unpaired;

    public bool HasPosition => View.Up.Provisional.IsPositive || View.Down.Provisional.IsPositive;

    /// <summary>An entry of ours rests now.</summary>
    public bool IsQuoting => View.NotQuoting == Reason.None;
}
