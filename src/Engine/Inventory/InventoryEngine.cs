using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inventory;

/// <summary>
/// Turns complete sets into dollars so that capital turns over, makes sets where a strategy wants them, and redeems what is resolved.
/// One operation of a kind at a time for a bot in a market; a merge never touches tokens that open sales have promised.
/// </summary>
internal sealed class InventoryEngine
{
    private const int MostDoublings = 4;

    private readonly InventoryOptions _options;
    private readonly World _world;
    private readonly OperationRate _rate;
    private long _next;
    private int _failures;
    private Timestamp _pausedUntil;

    public InventoryEngine(InventoryOptions options, World world)
    {
        _options = options;
        _world = world;
        _rate = new OperationRate(options.PerMinute);
        _next = options.FirstOperation;
    }

    /// <summary>Asks for what the wishes and thresholds call for now.</summary>
    /// <param name="mayOpen">Splitting is for trading on: only where something may be opened.</param>
    /// <param name="collateral">Dollars that no open buy may need.</param>
    public void Look(in Desk desk, QuoteBuffer wishes, bool mayOpen, Money collateral, EffectBuffer effects)
    {
        if (!_options.Enabled || _failures >= _options.MaximumFailures)
        {
            return;
        }

        var merge = MergeNow(desk, wishes.MergeWanted);
        var split = mayOpen ? SplitNow(desk, wishes.SplitWanted, collateral) : Size.Zero;
        if (!merge.IsPositive && !split.IsPositive)
        {
            return;
        }

        var ready = Timestamp.Later(_rate.Next, _pausedUntil);
        if (desk.Now < ready)
        {
            desk.Market.Deadline = Timestamp.Earlier(desk.Market.Deadline, ready);
            return;
        }

        var kind = merge.IsPositive ? InventoryOperationKind.Merge : InventoryOperationKind.Split;
        Ask(desk.Market, desk.Seat, kind, merge.IsPositive ? merge : split, desk.Now, effects);
    }

    /// <summary>A market is resolved: what the winner pays is fetched. Not rationed, because nothing else will fetch it.</summary>
    public void Redeem(Market market, Seat seat, Size shares, Timestamp now, EffectBuffer effects)
    {
        if (_options.Enabled && shares.IsPositive && seat.Ledger.Operations.HasRoom)
        {
            Ask(market, seat, InventoryOperationKind.Redeem, shares, now, effects);
        }
    }

    /// <summary>What is told of an operation, already booked.</summary>
    public void Follow(in InventoryOperationReport report, OperationBooking booking, Market market, Timestamp now, EffectBuffer effects)
    {
        if (booking == OperationBooking.Confirmed)
        {
            _failures = 0;
        }
        else if (booking == OperationBooking.Failed)
        {
            _pausedUntil = now + (_options.FailurePause * (1L << Math.Min(_failures, MostDoublings)));
            _failures++;
            Tell(report, Reason.InventoryOperationFailed, market, now, effects);
        }
        else if (booking == OperationBooking.Advanced && report.State == InventoryOperationState.Unknown)
        {
            Tell(report, Reason.InventoryOperationUnknown, market, now, effects);
        }
    }

    /// <summary>A person takes responsibility for what failed.</summary>
    public void Rearm()
    {
        _failures = 0;
        _pausedUntil = default;
    }

    private Size MergeNow(in Desk desk, Size wanted)
    {
        var ledger = desk.Seat.Ledger;
        if (!ledger.Operations.HasRoom || ledger.Operations.IsPendingAny(InventoryOperationKind.Merge))
        {
            return Size.Zero;
        }

        var free = Size.Min(Free(desk, Outcome.Up), Free(desk, Outcome.Down));
        var pairs = Quantizer.SizeDown(Size.Min(free, ledger.Books.Sets));
        return pairs >= _options.SmallestMerge ? pairs : Quantizer.SizeDown(Size.Min(pairs, wanted));
    }

    private static Size SplitNow(in Desk desk, Size wanted, Money collateral)
    {
        var operations = desk.Seat.Ledger.Operations;
        return operations.HasRoom && !operations.IsPendingAny(InventoryOperationKind.Split)
            ? Quantizer.SizeDown(Size.Min(wanted, new Size(collateral.Micros)))
            : Size.Zero;
    }

    private static Size Free(in Desk desk, Outcome outcome) =>
        desk.Seat.Ledger.SellableBeforeOrders(outcome) - desk.Own.OpenSells(outcome);

    private void Ask(Market market, Seat seat, InventoryOperationKind kind, Size amount, Timestamp now, EffectBuffer effects)
    {
        var operation = new OperationId(_next++);
        seat.Ledger.Plan(operation, kind, amount);
        _rate.Take(now);
        if (kind == InventoryOperationKind.Split)
        {
            _world.Collateral -= new Money(amount.Units);
        }

        ref var effect = ref effects.Add(KindOf(kind), now);
        effect.Market = market.Id;
        effect.Bot = seat.Bot.Id;
        effect.Operation = operation;
        effect.Size = amount;
        effect.Phase = market.Phase.Current;
    }

    private static EffectKind KindOf(InventoryOperationKind kind) => kind switch
    {
        InventoryOperationKind.Merge => EffectKind.Merge,
        InventoryOperationKind.Split => EffectKind.Split,
        _ => EffectKind.Redeem,
    };

    private static void Tell(in InventoryOperationReport report, Reason reason, Market market, Timestamp now, EffectBuffer effects)
    {
        ref var alert = ref effects.Add(EffectKind.Alert, now);
        alert.Market = market.Id;
        alert.Operation = report.Operation;
        alert.Reason = reason;
        alert.Size = report.Amount;
    }
}
