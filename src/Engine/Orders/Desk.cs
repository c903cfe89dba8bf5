using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>One bot at one market at one moment: what its orders are measured against. Exposures grow with each order placed.</summary>
internal ref struct Desk
{
    public Timestamp Now;
    public required Market Market;
    public required Seat Seat;
    public required LiveQuotes Live;

    /// <summary>Of this bot here.</summary>
    public Exposure Own;

    /// <summary>Of all bots here: what opening means.</summary>
    public Exposure All;

    /// <summary>Nothing that holds for the whole market forbids opening.</summary>
    public bool MarketMayOpen;

    public void Count(in OrderRecord order)
    {
        Own.Add(order);
        All.Add(order);
    }
}
