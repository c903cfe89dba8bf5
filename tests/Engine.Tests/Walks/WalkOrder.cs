using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>One order as the outside knows it: what was sent, and what the engine has been told of it.</summary>
internal sealed class WalkOrder(Effect effect)
{
    public Effect Effect { get; } = effect;

    public Size Executed { get; set; }

    public bool IsOver { get; set; }

    /// <summary>What may still execute.</summary>
    public Size Remaining => IsOver ? Size.Zero : Size.Max(Effect.Size - Executed, Size.Zero);

    public long NetChange => Change(Effect.Outcome, Effect.Side, Remaining);

    public Side UpSide => Effect.Outcome == Outcome.Up ? Effect.Side : Effect.Side.Opposite();

    public int UpPrice => (Effect.Outcome == Outcome.Up ? Effect.Price : Effect.Price.Complement).Units;

    public static long Change(Outcome outcome, Side side, Size size) =>
        (outcome == Outcome.Up) == (side == Side.Buy) ? size.Units : -size.Units;

    /// <summary>The report that ends it, or says that it lives.</summary>
    public void Tell(OrderReportKind kind) => IsOver |= kind is OrderReportKind.Cancelled or OrderReportKind.Rejected;
}
