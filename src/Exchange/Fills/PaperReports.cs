using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>
/// Reports on their way to the program, in the order of their arrival. The order they left in is kept: both travel on one connection.
/// Bounded by what the engine may have live: a few reports for each of its orders.
/// </summary>
internal sealed class PaperReports(PaperOptions options)
{
    private readonly PriorityQueue<PaperReport, (long Micros, long Number)> _queue = new();
    private Timestamp _last;
    private long _number;
    private int _trade;

    internal Timestamp NextDue => _queue.TryPeek(out _, out var first) ? new Timestamp(first.Micros) : Timestamp.Never;

    internal bool TryTake(Timestamp now, out PaperReport report)
    {
        var due = NextDue <= now;
        report = due ? _queue.Dequeue() : default;
        return due;
    }

    internal void Order(Timestamp at, PaperOrder order, OrderReportKind kind, Reason reason) => Send(new PaperReport
    {
        Kind = PaperReportKind.Order, At = Arrival(at), Order = new OrderReport(order.Intent, kind, order.Filled, reason),
    });

    internal void Filled(Timestamp at, PaperOrder order, Price price, Size size, Money fee, FillCause cause)
    {
        var fill = new Fill
        {
            Trade = new Guid(++_trade, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
            Intent = order.Intent,
            Market = order.Market,
            Outcome = order.Outcome,
            Side = order.Side,
            Price = price,
            Size = size,
            Amount = Money.Notional(price, size, order.Side == Side.Buy ? Rounding.Up : Rounding.Down),
            Fee = fee,
            IsMaker = cause != FillCause.Took,
            Status = FillStatus.Matched,
            VenueTime = at,
        };
        var report = new PaperReport
        {
            Kind = PaperReportKind.Fill,
            At = Arrival(at),
            Fill = fill,
            Cause = cause,
            Rested = cause == FillCause.Took ? Duration.Zero : at - order.RestsSince,
            AheadAtEntry = order.AheadAtEntry,
        };
        Send(report);
        fill.Status = FillStatus.Confirmed;
        Send(report with { At = report.At + options.Confirmation, Fill = fill });
    }

    internal void Operation(Timestamp at, in InventoryOperationReport operation) => Send(new PaperReport
    {
        Kind = PaperReportKind.Operation, At = Arrival(at) + options.Confirmation, Operation = operation,
    });

    private Timestamp Arrival(Timestamp at) => _last = Timestamp.Later(_last, at + options.Latency.Response());

    private void Send(in PaperReport report) => _queue.Enqueue(report, (report.At.Micros, _number++));
}
