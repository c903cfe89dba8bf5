using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>One own order at the paper exchange, in its own terms and in Up terms.</summary>
internal sealed class PaperOrder
{
    internal PaperOrder(in Effect place)
    {
        Intent = place.Intent;
        Market = place.Market;
        Outcome = place.Outcome;
        Side = place.Side;
        Price = place.Price;
        Size = place.Size;
        Type = place.Type;
        PostOnly = place.PostOnly;
        UpSide = Outcome == Outcome.Up ? Side : Side.Opposite();
        UpUnits = Outcome == Outcome.Up ? Price.Units : Price.Complement.Units;
    }

    internal IntentId Intent { get; }

    internal MarketId Market { get; }

    internal Outcome Outcome { get; }

    internal Side Side { get; }

    internal Price Price { get; }

    internal Size Size { get; }

    internal OrderType Type { get; }

    internal bool PostOnly { get; }

    internal Side UpSide { get; }

    internal int UpUnits { get; }

    internal Size Filled { get; set; }

    internal Size Remaining => Size - Filled;

    /// <summary>Null while it lives, held takers included.</summary>
    internal OrderReportKind? Ended { get; set; }

    internal bool IsHeld { get; set; }

    /// <summary>Its place while it rests; null while it does not.</summary>
    internal QueuePlace? Place { get; set; }

    internal Timestamp RestsSince { get; set; }

    internal Size AheadAtEntry { get; set; }

    /// <summary>How far a price of the opposite side lies beyond the order's own: positive is through, zero is a lock.</summary>
    internal int Through(int oppositeUnits) => UpSide == Side.Buy ? UpUnits - oppositeUnits : oppositeUnits - UpUnits;
}
