using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>One window at the paper exchange: the displayed book, own orders, and how the one fills the other. Moments are the venue's.</summary>
internal sealed class PaperMarket(MarketSpec spec, bool takerDelay, PaperOptions options, PaperReports reports)
{
    private readonly PaperBook _book = new();
    private readonly RestingOrders _resting = new(options);
    private readonly SnapshotMarks _marks = new();
    private TickSize _tick = spec.TickSize;
    private bool _closed;

    /// <summary>When a level's unexplained shrink must be judged.</summary>
    internal Timestamp NextSettle => _resting.NextSettle;

    /// <summary>How long this market holds a marketable order.</summary>
    internal Duration Hold => takerDelay ? options.TakerHold : Duration.Zero;

    internal void OnSnapshot(Timestamp at, Outcome outcome, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        _marks.Begin();
        Mark(outcome, Side.Buy, bids);
        Mark(outcome, Side.Sell, asks);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            for (var units = _book.Best(side); units >= 0; units = _book.NextWorse(side, units))
            {
                if (!_marks.IsMarked(side, units))
                {
                    Set(at, side, units, 0);
                }
            }
        }

        SetAll(at, outcome, Side.Buy, bids);
        SetAll(at, outcome, Side.Sell, asks);
        _book.Begin();
        JudgeBook(at);
    }

    internal void OnDeltas(Timestamp at, ReadOnlySpan<BookDelta> deltas)
    {
        foreach (ref readonly var delta in deltas)
        {
            SetOwn(at, delta.Outcome, delta.Side, delta.Price, delta.Size);
        }

        JudgeBook(at);
    }

    /// <summary>Own orders share a print, the best priced first, then the oldest.</summary>
    internal void OnTrade(Timestamp at, in TradePrint print)
    {
        var makerSide = (print.Outcome == Outcome.Up ? print.TakerSide : print.TakerSide.Opposite()).Opposite();
        var units = print.Outcome == Outcome.Up ? print.Price.Units : print.Price.Complement.Units;
        var orders = _resting.Of(makerSide);
        var left = print.Size.Units;
        for (var index = 0; index < orders.Count && left > 0;)
        {
            var order = orders[index];
            var through = order.Through(units);
            if (through < 0)
            {
                break;
            }

            var taken = Math.Min(order.Remaining.Units, through > 0 ? ReachedBy(order, left) : ReachedInQueue(at, order, left));
            left -= taken;
            index += Fill(at, order, taken, through > 0 ? FillCause.Through : FillCause.Queue) ? 0 : 1;
        }
    }

    internal void OnBookLost() => _book.Clear();

    internal void OnTickSize(TickSize tick)
    {
        _tick = tick;
        _book.Clear();
    }

    internal void Settle(Timestamp at) => _resting.Settle(at, _book);

    /// <summary>An order reached the venue.</summary>
    /// <returns>True where it must be held before it is matched.</returns>
    internal bool Arrive(Timestamp at, PaperOrder order)
    {
        if (Refusal(order) is var reason and not Reason.None)
        {
            End(at, order, OrderReportKind.Rejected, reason);
            return false;
        }

        if (!IsMarketable(order))
        {
            Rest(at, order);
            return false;
        }

        order.IsHeld = Hold > Duration.Zero;
        if (!order.IsHeld)
        {
            Take(at, order);
        }

        return order.IsHeld;
    }

    /// <summary>A held order's time has come.</summary>
    internal void Release(Timestamp at, PaperOrder order)
    {
        order.IsHeld = false;
        if (order.Ended is null)
        {
            Take(at, order);
        }
    }

    internal void Cancel(Timestamp at, PaperOrder order)
    {
        if (order.IsHeld)
        {
            reports.Order(at, order, OrderReportKind.CancelFailed, Reason.None);
        }
        else if (order.Ended is { } ended)
        {
            reports.Order(at, order, ended, Reason.None);
        }
        else
        {
            _resting.Remove(order);
            End(at, order, OrderReportKind.Cancelled, Reason.None);
        }
    }

    /// <summary>The market takes no more orders.</summary>
    internal void Close() => _closed = true;

    private Reason Refusal(PaperOrder order)
    {
        var immediate = order.Type is OrderType.Fak or OrderType.Fok;
        if (_closed)
        {
            return Reason.RejectedMarketClosed;
        }

        if (!_book.IsKnown)
        {
            return Reason.RejectedOther;
        }

        if (!_tick.Allows(order.Price))
        {
            return Reason.RejectedTickSize;
        }

        if (order.Size < spec.MinimumOrderSize && !(immediate && order.Side == Side.Buy))
        {
            return Reason.RejectedMinimumSize;
        }

        return IsMarketable(order)
            ? order.PostOnly ? Reason.RejectedPostOnlyWouldCross : Reason.None
            : immediate ? Reason.RejectedNoMatch : Reason.None;
    }

    private bool IsMarketable(PaperOrder order) => _book.Best(order.UpSide.Opposite()) is var best and >= 0 && order.Through(best) >= 0;

    private void Rest(Timestamp at, PaperOrder order)
    {
        _resting.Add(at, order, _book);
        reports.Order(at, order, OrderReportKind.Live, Reason.None);
    }

    private void Take(Timestamp at, PaperOrder order)
    {
        var opposite = order.UpSide.Opposite();
        if (_closed || (order.Type == OrderType.Fok && Available(order, opposite) < order.Size.Units))
        {
            End(at, order, OrderReportKind.Rejected, _closed ? Reason.RejectedMarketClosed : Reason.RejectedNotFilledWhole);
            return;
        }

        for (var units = _book.Best(opposite); units >= 0 && order.Through(units) >= 0 && order.Remaining.IsPositive; units = _book.NextWorse(opposite, units))
        {
            var shown = _book.Shares(opposite, units);
            var size = new Size(Math.Min(shown, order.Remaining.Units));
            _book.Set(opposite, units, shown - size.Units);
            order.Filled += size;
            var price = order.Outcome == Outcome.Up ? new Price(units) : new Price(units).Complement;
            reports.Filled(at, order, price, size, FeeCurve.Charged(spec.Fees, price, size), FillCause.Took);
        }

        AfterTaking(at, order);
    }

    private void AfterTaking(Timestamp at, PaperOrder order)
    {
        if (!order.Remaining.IsPositive)
        {
            End(at, order, OrderReportKind.Matched, Reason.None);
        }
        else if (order.Type is not (OrderType.Fak or OrderType.Fok))
        {
            Rest(at, order);
        }
        else if (order.Filled.IsPositive)
        {
            End(at, order, OrderReportKind.Cancelled, Reason.None);
        }
        else
        {
            End(at, order, OrderReportKind.Rejected, Reason.RejectedNoMatch);
        }
    }

    private long Available(PaperOrder order, Side opposite)
    {
        long shares = 0;
        for (var units = _book.Best(opposite); units >= 0 && order.Through(units) >= 0; units = _book.NextWorse(opposite, units))
        {
            shares += _book.Shares(opposite, units);
        }

        return shares;
    }

    private static long ReachedBy(PaperOrder order, long left)
    {
        order.Place!.Reach();
        return left;
    }

    private long ReachedInQueue(Timestamp at, PaperOrder order, long left)
    {
        var reached = order.Place!.OnPrint(at, left);
        return options.Assumption switch
        {
            FillAssumption.Pessimistic => 0,
            FillAssumption.Optimistic => left,
            _ => reached,
        };
    }

    /// <summary>A book that crosses is between two frames of one moment: nothing is judged by it.</summary>
    private void JudgeBook(Timestamp at)
    {
        if (_book.IsKnown && !_resting.IsEmpty && !_book.IsCrossed)
        {
            JudgeSide(at, Side.Buy);
            JudgeSide(at, Side.Sell);
        }
    }

    private void JudgeSide(Timestamp at, Side side)
    {
        var orders = _resting.Of(side);
        var opposite = _book.Best(side.Opposite());
        for (var index = 0; opposite >= 0 && index < orders.Count;)
        {
            var order = orders[index];
            var through = order.Through(opposite);
            if (through < 0)
            {
                break;
            }

            order.Place!.Reach();
            var fills = through > 0 || options.Assumption == FillAssumption.Optimistic;
            index += Fill(at, order, fills ? order.Remaining.Units : 0, through > 0 ? FillCause.Through : FillCause.Touch) ? 0 : 1;
        }
    }

    /// <returns>True where the order is whole and has left the resting ones.</returns>
    private bool Fill(Timestamp at, PaperOrder order, long shares, FillCause cause)
    {
        if (shares > 0)
        {
            order.Filled += new Size(shares);
            reports.Filled(at, order, order.Price, new Size(shares), Money.Zero, cause);
        }

        if (order.Remaining.IsPositive)
        {
            return false;
        }

        _resting.Remove(order);
        End(at, order, OrderReportKind.Matched, Reason.None);
        return true;
    }

    private void End(Timestamp at, PaperOrder order, OrderReportKind kind, Reason reason)
    {
        order.Ended = kind;
        reports.Order(at, order, kind, reason);
    }

    private void Mark(Outcome outcome, Side side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (ref readonly var level in levels)
        {
            _marks.Mark(outcome == Outcome.Up ? side : side.Opposite(), outcome == Outcome.Up ? level.Price.Units : level.Price.Complement.Units);
        }
    }

    private void SetAll(Timestamp at, Outcome outcome, Side side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (ref readonly var level in levels)
        {
            SetOwn(at, outcome, side, level.Price, level.Size);
        }
    }

    /// <summary>A Down bid at p is an Up ask at 1 − p: both tokens show one book.</summary>
    private void SetOwn(Timestamp at, Outcome outcome, Side side, Price price, Size size) => Set(
        at, outcome == Outcome.Up ? side : side.Opposite(), outcome == Outcome.Up ? price.Units : price.Complement.Units, size.Units);

    private void Set(Timestamp at, Side side, int units, long shares)
    {
        var before = _book.Shares(side, units);
        if (shares == before)
        {
            return;
        }

        _book.Set(side, units, shares);
        if (shares < before)
        {
            _resting.OnShrink(at, side, units, before - shares);
        }
    }
}
