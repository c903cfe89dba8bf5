namespace PolyCloud.Engine.Orders;

/// <summary>The engine's own number of an order it wants: 1, 2, 3, … within one worker epoch. 0 is no intent.</summary>
public readonly record struct IntentId(long Number)
{
    public static IntentId None => default;

    public bool IsNone => Number == 0;

    public override string ToString() => "i" + Number;
}

/// <summary>How long an order lives.</summary>
public enum OrderType : byte
{
    /// <summary>Good till cancelled.</summary>
    Gtc,

    /// <summary>Fill what is there and kill the rest.</summary>
    Fak,

    /// <summary>Fill whole or kill.</summary>
    Fok,

    /// <summary>Good till a date; of no use in the last minutes of a window.</summary>
    Gtd,
}

/// <summary>What an order is for: read by people, by risk and by the churn rules.</summary>
public enum OrderPurpose : byte
{
    /// <summary>Opens a position.</summary>
    Entry,

    /// <summary>Sells what is held at its target.</summary>
    Exit,

    /// <summary>Sells what is held because it must go: loss, time or phase.</summary>
    Unwind,

    /// <summary>Covers net exposure by buying the other outcome.</summary>
    Hedge,

    /// <summary>The strategy takes the missing part of a pair or set.</summary>
    Completion,

    /// <summary>A person wanted it.</summary>
    Person,
}
