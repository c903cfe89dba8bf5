using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inventory;

/// <summary>Takes reports on operations into the ledger of the bot that asked, and checks that the money adds up.</summary>
internal sealed class OperationIntake
{
    private readonly InventoryEngine _inventory;
    private readonly FillIntake _fills;
    private readonly InvariantGuard _guard;

    public OperationIntake(InventoryEngine inventory, FillIntake fills, InvariantGuard guard)
    {
        _inventory = inventory;
        _fills = fills;
        _guard = guard;
    }

    /// <summary>False where no bot asked for it, or the report makes no sense.</summary>
    public bool Take(Market market, in InventoryOperationReport report, Timestamp now, EffectBuffer effects)
    {
        if (report.GasCost < Money.Zero || report.State > InventoryOperationState.Unknown)
        {
            return false;
        }

        foreach (var seat in market.Seats)
        {
            if (seat.Ledger.Operations.Knows(report.Operation))
            {
                Book(market, seat, report, now, effects);
                return true;
            }
        }

        return false;
    }

    private void Book(Market market, Seat seat, in InventoryOperationReport report, Timestamp now, EffectBuffer effects)
    {
        var before = seat.Ledger.Books;
        var booking = seat.Ledger.Apply(report);
        if (booking == OperationBooking.Contradiction)
        {
            _guard.Broken(market, now, effects);
            return;
        }

        _inventory.Follow(report, booking, market, now, effects);
        _fills.Follow(market, seat, before, now, effects);
    }
}
