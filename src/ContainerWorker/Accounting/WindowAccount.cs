using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;

namespace PolyCloud.ContainerWorker.Accounting;

/// <summary>
/// Every movement of money of one window. When the window is settled they sum to what the ledger realised: sales less buys less fees and
/// gas, and one dollar for each share of the winner that is left.
/// </summary>
/// <param name="Ledger">What the worker's ledger realised; null where the window has no position row.</param>
public sealed record WindowAccount(string Market, bool IsSettled, IReadOnlyList<AccountLine> Lines, Money? Ledger)
{
    public Money Cash => new(Lines.Sum(static line => line.Cash.Micros));

    /// <summary>What the books and the ledger differ by; null where there is nothing to compare yet.</summary>
    public Money? Difference => IsSettled && Ledger is { } ledger ? Cash - ledger : null;

    public static WindowAccount Of(WindowRow window, IEnumerable<Fill> fills, IEnumerable<OperationRecord> operations, PositionRow? position)
    {
        var lines = new List<AccountLine>();
        var (up, down) = (Size.Zero, Size.Zero);
        foreach (var fill in fills.Where(static fill => fill.Status != FillStatus.Failed))
        {
            var bought = fill.Side == Side.Buy;
            var shares = bought ? fill.Size : -fill.Size;
            (up, down) = fill.Outcome == Outcome.Up ? (up + shares, down) : (up, down + shares);
            lines.Add(new AccountLine(
                fill.VenueTime, AccountKind.Fill, window.Slug, $"{fill.Side} {fill.Outcome}".ToLowerInvariant(), fill.Size, fill.Price, fill.Amount, fill.Fee,
                (bought ? -fill.Amount : fill.Amount) - fill.Fee, fill.Trade.ToString()));
        }

        foreach (var operation in operations.Where(static operation => operation.State == InventoryOperationState.Confirmed))
        {
            var dollars = new Money(operation.Amount.Units);
            var (kind, cash, pairs, redeemed) = operation.Kind switch
            {
                InventoryOperationKind.Split => (AccountKind.Split, -dollars, operation.Amount, Size.Zero),
                InventoryOperationKind.Merge => (AccountKind.Merge, dollars, -operation.Amount, Size.Zero),
                _ => (AccountKind.Redeem, dollars, Size.Zero, operation.Amount),
            };
            (up, down) = (up + pairs - (operation.Winner == Outcome.Up ? redeemed : Size.Zero), down + pairs - (operation.Winner == Outcome.Down ? redeemed : Size.Zero));
            lines.Add(new AccountLine(operation.Updated, kind, window.Slug, "", operation.Amount, null, dollars, operation.GasCost, cash - operation.GasCost, operation.Reference));
        }

        if (window.Winner is { } winner && (winner == Outcome.Up ? up : down) is { IsPositive: true } left)
        {
            var dollars = new Money(left.Units);
            lines.Add(new AccountLine(window.Closes, AccountKind.Payout, window.Slug, winner.ToString().ToLowerInvariant(), left, null, dollars, Money.Zero, dollars, ""));
        }

        return new WindowAccount(window.Slug, window.Winner is not null, [.. lines.OrderBy(static line => line.At).ThenBy(static line => line.Reference, StringComparer.Ordinal)], position?.Realized);
    }
}
