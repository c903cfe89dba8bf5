using PolyCloud.Engine.Markets;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Activities that write what is wanted of a worker. Each looks at what is stored first: repeated, late or overtaken ones change nothing.</summary>
internal sealed class DesireActs(ITableStore store, TimeProvider time)
{
    private readonly DesiredRows _rows = new(store);

    public void Register(ActivityCatalog catalog) => catalog
        .Add<DesirePhase, DesiredPhase>(ActivityNames.DesirePhase, PhaseAsync)
        .Add<DesireMarketHalt, ActivityDone>(ActivityNames.DesireMarketHalt, MarketHaltAsync)
        .Add<DesireHalt, DesiredHalt>(ActivityNames.DesireHalt, HaltAsync)
        .Add<LiftHalt, HaltLifted>(ActivityNames.LiftHalt, LiftAsync)
        .Add<DesireParameters, ActivityDone>(ActivityNames.DesireParameters, ParametersAsync);

    private async Task<DesiredPhase> PhaseAsync(ActivityCall call, DesirePhase wish, CancellationToken cancellation)
    {
        // A window that was reported is dealt with: a wish that comes late must not assign it again.
        if (await store.GetAsync(ControlTables.Reports, wish.Shard, ReportActs.MarketKey(wish.Slug), cancellation) is not null)
        {
            return new DesiredPhase(MarketPhase.Resolving);
        }

        var phase = wish.Phase;
        await _rows.ChangeAsync(
            ControlTables.Desired,
            wish.Shard,
            DesiredMarketRow.RowOf(wish.Slug),
            stored =>
            {
                var before = stored is null ? null : DesiredMarketRow.Read(stored);
                phase = before is not null && before.Phase > wish.Phase ? before.Phase : wish.Phase;
                return before is not null && before.Phase >= wish.Phase ? null : new DesiredMarketRow
                {
                    Slug = wish.Slug,
                    Phase = wish.Phase,
                    Opens = wish.Opens,
                    Closes = wish.Closes,
                    IsHalted = before?.IsHalted ?? false,
                    HaltReason = before?.HaltReason ?? "",
                    HaltStep = before?.HaltStep ?? 0,
                    Updated = time.Now(),
                }.ToTableRow(wish.Shard);
            },
            cancellation);
        return new DesiredPhase(phase);
    }

    private async Task<ActivityDone> MarketHaltAsync(ActivityCall call, DesireMarketHalt wish, CancellationToken cancellation) => new(await _rows.ChangeAsync(
        ControlTables.Desired,
        wish.Shard,
        DesiredMarketRow.RowOf(wish.Slug),
        stored => stored is null || DesiredMarketRow.Read(stored) is not { } before || before.HaltStep >= call.Id
            ? null
            : (before with { IsHalted = wish.IsHalted, HaltStep = call.Id, HaltReason = wish.IsHalted ? $"{wish.Reason} (by {wish.Who})" : "", Updated = time.Now() }).ToTableRow(wish.Shard),
        cancellation));

    private async Task<DesiredHalt> HaltAsync(ActivityCall call, DesireHalt wish, CancellationToken cancellation)
    {
        var number = 0L;
        await _rows.ChangeAsync(
            ControlTables.Desired,
            wish.Shard,
            ControlTables.HaltRow,
            stored =>
            {
                var before = stored is null ? null : DesiredHaltRow.Read(stored);
                var known = before?.NumberOf(wish.KillId);
                number = known ?? (before?.Number ?? 0) + 1;
                return known is not null ? null : new DesiredHaltRow
                {
                    Number = number,
                    Past = before?.Remembered() ?? [],
                    IsHalted = true,
                    KillId = wish.KillId,
                    Reason = wish.Reason,
                    Who = wish.Who,
                    Updated = time.Now(),
                }.ToTableRow(wish.Shard);
            },
            cancellation);
        return new DesiredHalt(number);
    }

    private async Task<HaltLifted> LiftAsync(ActivityCall call, LiftHalt wish, CancellationToken cancellation)
    {
        var problem = "";
        await _rows.ChangeAsync(
            ControlTables.Desired,
            wish.Shard,
            ControlTables.HaltRow,
            stored =>
            {
                var before = stored is null ? null : DesiredHaltRow.Read(stored);
                problem = before is null ? "no halt was ever set"
                    : before.Number != wish.Number ? $"halt {before.Number} stands ({before.Reason}), not {wish.Number}"
                    : "";
                return problem.Length > 0 || !before!.IsHalted
                    ? null
                    : (before with { IsHalted = false, Reason = wish.Reason, Who = wish.Who, Updated = time.Now() }).ToTableRow(wish.Shard);
            },
            cancellation);
        return new HaltLifted(problem.Length == 0, problem);
    }

    private async Task<ActivityDone> ParametersAsync(ActivityCall call, DesireParameters wish, CancellationToken cancellation) => new(await _rows.ChangeAsync(
        ControlTables.Desired,
        wish.Shard,
        ControlTables.ParametersRow,
        stored => stored is not null && DesiredParametersRow.Read(stored).Number >= wish.Number
            ? null
            : new DesiredParametersRow { Number = wish.Number, Assignments = wish.Assignments, Who = wish.Who }.ToTableRow(wish.Shard),
        cancellation));
}
