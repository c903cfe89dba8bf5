using PolyCloud.Engine.Inputs;

namespace PolyCloud.Engine.Orders;

/// <summary>What the engine knows of one of its orders. The last four are terminal.</summary>
public enum OrderState : byte
{
    /// <summary>Asked for; nothing heard yet.</summary>
    PendingPlace,

    /// <summary>Rests at the venue.</summary>
    Live,

    /// <summary>The outcome of placing is not known: counts as live.</summary>
    Unknown,

    /// <summary>Cancel asked for: counts as live until the venue says otherwise.</summary>
    PendingCancel,

    Cancelled,
    Matched,
    Rejected,
    NeverArrived,
}

/// <summary>How a report moves an order. A report that fits no cell is late or a repeat and changes nothing.</summary>
public static class OrderTransitions
{
    private const OrderState Stay = (OrderState)byte.MaxValue;

    /// <summary>
    /// Rows are states, columns reports (Live, Rejected, Unknown, Cancelled, Matched, NeverArrived, CancelFailed).
    /// Two cells leave a terminal state: a cancelled order that the venue then calls wholly matched (the cancel lost the race),
    /// and an order that was said never to have arrived and now shows life, which must be found again to be cancelled.
    /// </summary>
    private static readonly OrderState[,] Table =
    {
        { OrderState.Live, OrderState.Rejected, OrderState.Unknown, OrderState.Cancelled, OrderState.Matched, OrderState.NeverArrived, Stay },
        { Stay, OrderState.Rejected, Stay, OrderState.Cancelled, OrderState.Matched, OrderState.NeverArrived, Stay },
        { OrderState.Live, OrderState.Rejected, Stay, OrderState.Cancelled, OrderState.Matched, OrderState.NeverArrived, Stay },
        { Stay, OrderState.Rejected, Stay, OrderState.Cancelled, OrderState.Matched, OrderState.NeverArrived, OrderState.Live },
        { Stay, Stay, Stay, Stay, OrderState.Matched, Stay, Stay },
        { Stay, Stay, Stay, Stay, Stay, Stay, Stay },
        { Stay, Stay, Stay, Stay, Stay, Stay, Stay },
        { OrderState.Live, Stay, Stay, Stay, OrderState.Matched, Stay, Stay },
    };

    public static bool IsTerminal(this OrderState state) => state >= OrderState.Cancelled;

    /// <summary>The state after a report, the same state where the report says nothing new.</summary>
    public static OrderState After(this OrderState state, OrderReportKind report)
    {
        var next = Table[(int)state, (int)report];
        return next == Stay ? state : next;
    }
}
