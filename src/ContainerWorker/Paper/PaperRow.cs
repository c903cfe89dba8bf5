using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>One own order as the paper venue tells of it.</summary>
internal sealed class PaperRow(in SignedIntent signed, MarketSpec spec, Outcome outcome)
{
    public IntentId Intent { get; } = signed.Intent;

    public Hash256 Hash { get; } = signed.Hash;

    public long Salt { get; } = signed.Salt;

    public MarketId Market { get; } = signed.Market;

    public MarketSpec Spec { get; } = spec;

    public Outcome Outcome { get; } = outcome;

    public Side Side { get; } = signed.Side;

    public Price Price { get; } = signed.Price;

    public Size Size { get; } = signed.Size;

    public OrderType Type { get; } = signed.Type;

    public Timestamp Created { get; set; }

    /// <summary>Shares matched so far.</summary>
    public Size Matched { get; set; }

    /// <summary>Dollars moved so far, without fees.</summary>
    public Money Moved { get; set; }

    /// <summary>The last thing said of it; null before its bytes have arrived.</summary>
    public OrderReportKind? Status { get; set; }

    /// <summary>The placing call and the place of this order in it, until it is answered.</summary>
    public (PlacementCall Call, int Index)? Asked { get; set; }

    public List<Guid> Trades { get; } = [];

    public bool IsOpen => Status == OrderReportKind.Live;

    public bool IsOver => Status is OrderReportKind.Rejected or OrderReportKind.Cancelled or OrderReportKind.Matched;
}

/// <summary>One placing call until each of its orders has an outcome.</summary>
internal sealed class PlacementCall(long id, int orders, bool isBatch)
{
    public long Id => id;

    public bool IsBatch => isBatch;

    /// <summary>One entry an order: the row, or why it was refused.</summary>
    public (PaperRow? Row, string Error)?[] Entries { get; } = new (PaperRow?, string)?[orders];

    public bool IsComplete => Array.TrueForAll(Entries, static entry => entry is not null);
}

/// <summary>One cancelling call until each of its orders has an outcome.</summary>
internal sealed class CancelCall(long id)
{
    public long Id => id;

    /// <summary>Orders whose outcome is not known yet.</summary>
    public int Waiting { get; set; }

    public List<string> Cancelled { get; } = [];

    public List<(string Order, string Why)> Refused { get; } = [];
}
