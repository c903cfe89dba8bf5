using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>One execution as the ledger keeps it: its facts from the first report, its settlement merged from all.</summary>
internal struct FillRecord
{
    public Guid Trade;
    public IntentId Intent;
    public Outcome Outcome;
    public Side Side;
    public bool IsMaker;
    public FillStatus Status;
    public Price Price;
    public Size Size;
    public Money Amount;
    public Money Fee;

    /// <summary>The earliest venue time any report of it carried, so that the order of reports does not matter.</summary>
    public Timestamp VenueTime;

    /// <summary>Engine time of the first report; only the time stop reads it.</summary>
    public Timestamp FirstSeen;

    public readonly bool Counts => Status != FillStatus.Failed;

    /// <summary>
    /// The same execution: by trade and order. An order this engine does not know has no number, so its facts tell two apart
    /// that one trade matched.
    /// </summary>
    public readonly bool IsSame(in Fill fill) =>
        Trade == fill.Trade && Intent == fill.Intent
        && (!Intent.IsNone || (Outcome == fill.Outcome && Side == fill.Side && Price == fill.Price && Size == fill.Size));

    /// <summary>Order of booking: time, buys before sells within the venue's clock step, then identity.</summary>
    public readonly int BookingOrder(in FillRecord other)
    {
        var order = VenueTime.CompareTo(other.VenueTime);
        order = order != 0 ? order : ((int)Side).CompareTo((int)other.Side);
        order = order != 0 ? order : Trade.CompareTo(other.Trade);
        order = order != 0 ? order : Intent.Number.CompareTo(other.Intent.Number);
        order = order != 0 ? order : ((int)Outcome).CompareTo((int)other.Outcome);
        order = order != 0 ? order : Price.CompareTo(other.Price);
        return order != 0 ? order : Size.CompareTo(other.Size);
    }
}
