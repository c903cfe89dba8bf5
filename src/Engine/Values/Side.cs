namespace PolyCloud.Engine.Values;

/// <summary>The side of an order, numbered as the venue signs it.</summary>
public enum Side : byte
{
    Buy = 0,
    Sell = 1,
}

/// <summary>One of the two tokens of a condition, numbered as the venue pairs them.</summary>
public enum Outcome : byte
{
    Up = 0,
    Down = 1,
}

public static class Opposites
{
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    public static Outcome Opposite(this Outcome outcome) => outcome == Outcome.Up ? Outcome.Down : Outcome.Up;
}
