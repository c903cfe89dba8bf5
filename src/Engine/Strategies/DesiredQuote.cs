using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>One order that is wanted now.</summary>
internal struct DesiredQuote
{
    public Outcome Outcome;
    public Side Side;
    public OrderType Type;
    public OrderPurpose Purpose;
    public bool PostOnly;

    /// <summary>A live order that has become smaller than wanted, by fills or by a wish for more, is worth a replacement at the end of the queue.</summary>
    public bool Replenish;

    /// <summary>Carried to the effect, for people: why it is wanted, where that is worth a word.</summary>
    public Reason Reason;
    public Price Price;
    public Size Size;

    /// <summary>Of a taking order of a strategy: the price per share beyond which it must not go (a sale: below which). <see cref="Price"/> lies within it.</summary>
    public Price MaximumPrice;

    /// <summary>Expected gain per share after fees, in 1/10 000 dollar; directional strategies must know it.</summary>
    public int EdgeUnits;

    public readonly bool Takes => Type is OrderType.Fak or OrderType.Fok;

    /// <summary>Signed change of Up − Down if it filled.</summary>
    public readonly Size NetChange => Exposure.NetChange(Outcome, Side, Size);

    public readonly Side UpSide => Outcome == Outcome.Up ? Side : Side.Opposite();

    public readonly Price UpPrice => Outcome == Outcome.Up ? Price : Price.Complement;

    /// <summary>A resting, post-only order of a strategy.</summary>
    public static DesiredQuote Resting(Outcome outcome, Side side, Price price, Size size) => new()
    {
        Outcome = outcome,
        Side = side,
        Type = OrderType.Gtc,
        Purpose = OrderPurpose.Entry,
        PostOnly = true,
        Price = price,
        Size = size,
    };

    /// <summary>A taking order of a strategy whose policy allows it: fill what is there up to the limit, kill the rest.</summary>
    public static DesiredQuote Taking(Outcome outcome, Side side, Price limit, Size size, OrderPurpose purpose) => new()
    {
        Outcome = outcome,
        Side = side,
        Type = OrderType.Fak,
        Purpose = purpose,
        Price = limit,
        MaximumPrice = limit,
        Size = size,
    };
}
