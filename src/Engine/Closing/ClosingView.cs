using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Closing;

/// <summary>What the closing layer sees of one bot's position in one market at one moment.</summary>
internal ref struct ClosingView
{
    public Timestamp Now;
    public required Market Market;
    public required Seat Seat;

    /// <summary>Of this bot alone.</summary>
    public Exposure Exposure;

    /// <summary>Shares to close, at most |net| of the bot: less where another bot's position already covers it.</summary>
    public Size Quantity;
    public TopOfBook Up;
    public TopOfBook Down;

    /// <summary>Why no taking order may leave; none where it may.</summary>
    public Reason TakingVerdict;

    /// <summary>Why everything held is being closed at once; none where it is not.</summary>
    public Reason Flatten;

    /// <summary>The bot is being wound up.</summary>
    public bool WorksOut;

    /// <summary>Shares of the held outcome that a live closing sale has promised: they are free again once it is cancelled.</summary>
    public Size PromisedByClosing;

    public readonly TopOfBook Top(Outcome outcome) => outcome == Outcome.Up ? Up : Down;
}
