using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class OrderTransitionsTests
{
    public static TheoryData<OrderState, OrderReportKind, OrderState> Moves => new()
    {
        { OrderState.PendingPlace, OrderReportKind.Live, OrderState.Live },
        { OrderState.PendingPlace, OrderReportKind.Rejected, OrderState.Rejected },
        { OrderState.PendingPlace, OrderReportKind.Unknown, OrderState.Unknown },
        { OrderState.PendingPlace, OrderReportKind.Cancelled, OrderState.Cancelled },
        { OrderState.PendingPlace, OrderReportKind.Matched, OrderState.Matched },
        { OrderState.PendingPlace, OrderReportKind.NeverArrived, OrderState.NeverArrived },
        { OrderState.Live, OrderReportKind.Rejected, OrderState.Rejected },
        { OrderState.Live, OrderReportKind.Cancelled, OrderState.Cancelled },
        { OrderState.Live, OrderReportKind.Matched, OrderState.Matched },
        { OrderState.Live, OrderReportKind.NeverArrived, OrderState.NeverArrived },
        { OrderState.Unknown, OrderReportKind.Live, OrderState.Live },
        { OrderState.Unknown, OrderReportKind.Rejected, OrderState.Rejected },
        { OrderState.Unknown, OrderReportKind.Cancelled, OrderState.Cancelled },
        { OrderState.Unknown, OrderReportKind.Matched, OrderState.Matched },
        { OrderState.Unknown, OrderReportKind.NeverArrived, OrderState.NeverArrived },
        { OrderState.PendingCancel, OrderReportKind.Rejected, OrderState.Rejected },
        { OrderState.PendingCancel, OrderReportKind.Cancelled, OrderState.Cancelled },
        { OrderState.PendingCancel, OrderReportKind.Matched, OrderState.Matched },
        { OrderState.PendingCancel, OrderReportKind.NeverArrived, OrderState.NeverArrived },
        { OrderState.PendingCancel, OrderReportKind.CancelFailed, OrderState.Live },
        { OrderState.Cancelled, OrderReportKind.Matched, OrderState.Matched },
        { OrderState.NeverArrived, OrderReportKind.Live, OrderState.Live },
        { OrderState.NeverArrived, OrderReportKind.Matched, OrderState.Matched },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_report_moves_the_order(OrderState from, OrderReportKind report, OrderState to) => Assert.Equal(to, from.After(report));

    [Fact]
    public void Every_other_report_changes_nothing()
    {
        var moves = Moves.Select(row => ((OrderState)row[0], (OrderReportKind)row[1])).ToHashSet();
        foreach (var state in Enum.GetValues<OrderState>())
        {
            foreach (var report in Enum.GetValues<OrderReportKind>())
            {
                Assert.True(moves.Contains((state, report)) || state.After(report) == state, $"{state} after {report}");
            }
        }
    }
}
