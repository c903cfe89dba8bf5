using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>What the wallet's tokens show of an operation.</summary>
internal enum BalanceVerdict : byte
{
    /// <summary>They cannot be compared: no answer, executions that are not settled yet, or another figure altogether.</summary>
    Unclear,

    /// <summary>As they would be without the operation.</summary>
    AsBefore,

    /// <summary>As only the operation, or the venue in its place, can have made them.</summary>
    Happened,
}

/// <summary>
/// Compares the tokens the venue says the wallet holds with those the engine booked, the operation in doubt left out. Only where
/// every execution of the market is settled.
/// </summary>
internal sealed class BalanceLook(TradingRequests requests, PendingCalls calls, MarketDirectory directory, EngineDriver driver, Action<Timestamp, DeskOperation, BalanceVerdict> looked)
{
    /// <summary>Between two looks.</summary>
    public static readonly Duration Pause = Duration.FromSeconds(5);

    /// <summary>Looks in a row that must say the same before an operation counts as not done: balances at the venue are cached.</summary>
    public const int ProofLooks = 6;

    public void Ask(Timestamp now, DeskOperation operation)
    {
        if (!directory.TrySlug(operation.Record.Slug, out var market))
        {
            looked(now, operation, BalanceVerdict.Unclear);
            return;
        }

        var spec = directory[market];
        AskOne(now, spec.UpTokenId, (at, up) => AskOne(at, spec.DownTokenId, (later, down) => looked(later, operation, Judge(operation, up, down))));
    }

    private void AskOne(Timestamp now, string token, Action<Timestamp, Size?> told) => calls.Send(
        requests.TokenBalance(calls.Outbox.NextId(), now, token),
        (Timestamp at, in HttpOutcome outcome) => told(at, outcome.IsSuccess && BalanceAnswer.TryRead(outcome.Body.Span, out var answer) ? new Size(answer.Balance) : null));

    private BalanceVerdict Judge(DeskOperation operation, Size? up, Size? down)
    {
        if (up is not { } ups || down is not { } downs || !directory.TrySlug(operation.Record.Slug, out var market))
        {
            return BalanceVerdict.Unclear;
        }

        var record = operation.Record;
        if (record.Kind == InventoryOperationKind.Redeem)
        {
            return (record.Winner == Outcome.Down ? downs : ups) == Size.Zero ? BalanceVerdict.Happened : BalanceVerdict.AsBefore;
        }

        var view = driver.Engine.View(market);
        var change = record.Kind == InventoryOperationKind.Merge ? -record.Amount : record.Amount;
        return !view.Up.IsSettled || !view.Down.IsSettled ? BalanceVerdict.Unclear
            : (ups, downs) == (view.Up.Confirmed, view.Down.Confirmed) ? BalanceVerdict.AsBefore
            : (ups, downs) == (view.Up.Confirmed + change, view.Down.Confirmed + change) ? BalanceVerdict.Happened
            : BalanceVerdict.Unclear;
    }
}
