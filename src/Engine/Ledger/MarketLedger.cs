using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>
/// Executions of one bot in one market and what follows from them. The books are folded anew from the executions in venue order after each
/// change (a window has dozens), so that any order of reports, and any duplicates, end in the same books.
/// </summary>
internal sealed class MarketLedger
{
    private readonly FillRecord[] _fills;
    private readonly OperationBook _operations = new();
    private readonly Size _flatBelow;
    private int _count;
    private Size _recoveredUp;
    private Size _recoveredDown;
    private Money _recoveredUpCost;
    private Money _recoveredDownCost;
    private Timestamp _recoveredAt;
    private Size _sellableUp;
    private Size _sellableDown;
    private Size _confirmedUp;
    private Size _confirmedDown;
    private Outcome? _winner;
    private PositionFold _fold;

    public MarketLedger(int capacity, Size flatBelow)
    {
        _fills = new FillRecord[capacity];
        _flatBelow = flatBelow;
        _fold = new PositionFold(flatBelow);
    }

    public ref readonly PositionFold Books => ref _fold;

    public int FillCount => _count;

    /// <summary>Inventory operations of this bot here.</summary>
    public OperationBook Operations => _operations;

    /// <summary>Tokens the chain has given for sure and no sale, settled or not, has promised away. Never negative.</summary>
    public Size SellableBeforeOrders(Outcome outcome) => Size.Max(outcome == Outcome.Up ? _sellableUp : _sellableDown, Size.Zero);

    /// <summary>Tokens by confirmed executions alone.</summary>
    public Size Confirmed(Outcome outcome) => outcome == Outcome.Up ? _confirmedUp : _confirmedDown;

    /// <summary>Whether this execution has been told before.</summary>
    public bool Knows(in Fill fill) => IndexOf(fill) >= 0;

    public FillBooking Apply(in Fill fill, Timestamp now)
    {
        var index = IndexOf(fill);
        if (index >= 0)
        {
            return Merge(index, fill);
        }

        if (_count == _fills.Length)
        {
            return FillBooking.TableFull;
        }

        Insert(new FillRecord
        {
            Trade = fill.Trade,
            Intent = fill.Intent,
            Outcome = fill.Outcome,
            Side = fill.Side,
            IsMaker = fill.IsMaker,
            Status = fill.Status,
            Price = fill.Price,
            Size = fill.Size,
            Amount = fill.Amount,
            Fee = fill.Fee,
            VenueTime = fill.VenueTime,
            FirstSeen = now,
        });
        Refold();
        return fill.Status == FillStatus.Failed ? FillBooking.BookedFailed : FillBooking.Booked;
    }

    /// <summary>An operation was asked for: what it will use is reserved from now on.</summary>
    public void Plan(OperationId operation, InventoryOperationKind kind, Size amount)
    {
        _operations.Plan(operation, kind, amount);
        Refold();
    }

    /// <summary>What is told of an operation; a repeat or a step back changes nothing.</summary>
    public OperationBooking Apply(in InventoryOperationReport report)
    {
        var booking = _operations.Apply(report);
        if (booking != OperationBooking.Nothing)
        {
            Refold();
        }

        return booking;
    }

    /// <summary>Sets the shares that no execution explains; a second call replaces the first.</summary>
    public void Recover(Outcome outcome, Size size, Money cost, Timestamp now)
    {
        if (outcome == Outcome.Up)
        {
            (_recoveredUp, _recoveredUpCost) = (size, cost);
        }
        else
        {
            (_recoveredDown, _recoveredDownCost) = (size, cost);
        }

        _recoveredAt = now;
        Refold();
    }

    public void Settle(Outcome winner)
    {
        _winner = winner;
        Refold();
    }

    private int IndexOf(in Fill fill)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_fills[index].IsSame(fill))
            {
                return index;
            }
        }

        return -1;
    }

    private FillBooking Merge(int index, in Fill fill)
    {
        var known = _fills[index];
        var merged = known;
        merged.Status = MergedStatus(known.Status, fill.Status);
        merged.VenueTime = Timestamp.Earlier(known.VenueTime, fill.VenueTime);
        if (merged.Status == known.Status && merged.VenueTime == known.VenueTime)
        {
            return FillBooking.Duplicate;
        }

        _fills.AsSpan(index + 1, _count - index - 1).CopyTo(_fills.AsSpan(index));
        _count--;
        Insert(merged);
        Refold();
        return (known.Counts, merged.Counts) switch
        {
            (true, false) => FillBooking.Reversed,
            (false, true) => FillBooking.Restored,
            _ => FillBooking.Advanced,
        };
    }

    // Matched, mined, retrying carry no order among themselves that matters: a terminal status ends them, and a confirmation
    // outranks a failure because the chain cannot take it back.
    private static FillStatus MergedStatus(FillStatus known, FillStatus told) =>
        (FillStatus)Math.Max((int)known, (int)told) is var later
            && (known == FillStatus.Confirmed || told == FillStatus.Confirmed)
                ? FillStatus.Confirmed
                : later;

    private void Insert(FillRecord record)
    {
        var index = _count;
        while (index > 0 && _fills[index - 1].BookingOrder(record) > 0)
        {
            _fills[index] = _fills[index - 1];
            index--;
        }

        _fills[index] = record;
        _count++;
    }

    private void Refold()
    {
        (_sellableUp, _confirmedUp) = (_recoveredUp, _recoveredUp);
        (_sellableDown, _confirmedDown) = (_recoveredDown, _recoveredDown);
        var fold = new PositionFold(_flatBelow);
        if (_recoveredUp.IsPositive)
        {
            fold.Recover(Outcome.Up, _recoveredUp, _recoveredUpCost, _recoveredAt);
        }

        if (_recoveredDown.IsPositive)
        {
            fold.Recover(Outcome.Down, _recoveredDown, _recoveredDownCost, _recoveredAt);
        }

        foreach (ref readonly var fill in _fills.AsSpan(0, _count))
        {
            if (!fill.Counts)
            {
                continue;
            }

            CountTokens(fill);
            if (fill.Side == Side.Buy)
            {
                fold.Buy(fill.Outcome, fill.Size, fill.Amount, fill.Fee, fill.FirstSeen);
            }
            else
            {
                fold.Sell(fill.Outcome, fill.Size, fill.Amount, fill.Fee, fill.FirstSeen);
            }
        }

        BookOperations(ref fold);
        if (_winner is { } winner)
        {
            fold.Settle(winner);
        }

        _fold = fold;
    }

    // After all executions: pairs are added and taken in sums, so the moment does not matter.
    private void BookOperations(ref PositionFold fold)
    {
        foreach (ref readonly var operation in _operations.All)
        {
            fold.Burn(operation.Gas);
            var counts = operation.State == InventoryOperationState.Confirmed;
            if (operation.Kind == InventoryOperationKind.Merge && operation.State != InventoryOperationState.Failed)
            {
                Give(-operation.Amount, counts);
            }
            else if (operation.Kind == InventoryOperationKind.Split && counts)
            {
                Give(operation.Amount, counts);
            }

            if (counts && operation.Kind == InventoryOperationKind.Merge)
            {
                fold.Merge(operation.Amount);
            }
            else if (counts && operation.Kind == InventoryOperationKind.Split)
            {
                fold.Split(operation.Amount);
            }
        }
    }

    private void Give(Size pairs, bool confirmed)
    {
        _sellableUp += pairs;
        _sellableDown += pairs;
        _confirmedUp += confirmed ? pairs : Size.Zero;
        _confirmedDown += confirmed ? pairs : Size.Zero;
    }

    private void CountTokens(in FillRecord fill)
    {
        var confirmed = fill.Status != FillStatus.Confirmed ? Size.Zero : fill.Side == Side.Buy ? fill.Size : -fill.Size;
        var sellable = fill.Side == Side.Sell ? -fill.Size : confirmed;
        if (fill.Outcome == Outcome.Up)
        {
            _confirmedUp += confirmed;
            _sellableUp += sellable;
        }
        else
        {
            _confirmedDown += confirmed;
            _sellableDown += sellable;
        }
    }
}
