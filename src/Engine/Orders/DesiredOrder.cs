using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>The two things a market may have an order for at once. One live order each.</summary>
internal enum OrderRole : byte
{
    Entry,
    Closing,
}

/// <summary>One order the strategy would like to have now; nothing where <see cref="Wanted"/> is false.</summary>
internal struct DesiredOrder
{
    public bool Wanted;

    /// <summary>Where none is wanted: whether a live one may live out its shortest life, because only the price moved away.</summary>
    public bool MayLinger;
    public Outcome Outcome;
    public Side Side;
    public OrderType Type;
    public OrderPurpose Purpose;
    public bool PostOnly;
    public Reason Reason;
    public Price Price;
    public Size Size;

    /// <summary>Signed change of Up − Down if it filled.</summary>
    public readonly Size NetChange => Exposure.NetChange(Outcome, Side, Size);
}
