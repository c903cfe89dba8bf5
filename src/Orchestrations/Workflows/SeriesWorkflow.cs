using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>
/// Rolls the windows of a series: keeps the next two started, each once. Eternal, one short run for each window. A window that could
/// not be started in time is recorded as missed and never traded late.
/// </summary>
public static class SeriesWorkflow
{
    /// <summary>Windows wanted beyond the current one.</summary>
    private const int WindowsAhead = 2;

    public static async Task<SeriesResult> RunAsync(IWorkflowContext context, SeriesInput input)
    {
        var grid = new WindowGrid(input.Asset, input.Interval);
        var next = await AfterJumpAsync(context, input, grid);
        next = await AfterMissedAsync(context, input, grid, next);
        var newest = grid.StartAt(context.Now) + (grid.Length * WindowsAhead);
        while (next <= newest && next + grid.Length <= input.LastCloses)
        {
            await StartAsync(context, input, grid, next);
            next += grid.Length;
        }

        if (next + grid.Length > input.LastCloses)
        {
            context.SetStatus("the last window is started");
            return new SeriesResult(next);
        }

        context.SetStatus($"windows up to {next} are started");
        await context.WaitUntilAsync(next - (grid.Length * WindowsAhead));
        context.ContinueAsNew(input with { NextOpens = next });
        return new SeriesResult(next);
    }

    // A clock that was ahead and was set back would leave the series waiting. Windows that were started are known by their id, so
    // that dealing with them again does nothing.
    private static async Task<Timestamp> AfterJumpAsync(IWorkflowContext context, SeriesInput input, WindowGrid grid)
    {
        var newest = grid.StartAt(context.Now) + (grid.Length * WindowsAhead);
        if (input.NextOpens <= newest + grid.Length || input.NextOpens == input.FirstOpens)
        {
            return input.NextOpens;
        }

        var next = Timestamp.Later(input.FirstOpens, grid.StartAt(context.Now) + grid.Length);
        await Alerts.RaiseAsync(context, new Alert(
            input.Shard, $"{grid.Series}:clock:{next.Seconds}", AlertSeverity.Warning, $"The clock of {grid.Series} went back", $"The next window was {input.NextOpens}; it is {next} now."));
        return next;
    }

    private static async Task<Timestamp> AfterMissedAsync(IWorkflowContext context, SeriesInput input, WindowGrid grid, Timestamp next)
    {
        var late = context.Now - grid.JoinableFor;
        var end = Timestamp.Earlier(late, input.LastCloses);
        if (next >= end)
        {
            return next;
        }

        var count = checked((int)((end.Micros - next.Micros + grid.Length.Micros - 1) / grid.Length.Micros));
        await context.CallActivityAsync<MissedWindows, ActivityDone>(
            ActivityNames.RecordMissed, new MissedWindows(input.Shard, grid.Series, next, count, $"the control plane was away until {context.Now}"), Retries.Patient);
        await Alerts.RaiseAsync(context, new Alert(
            input.Shard, $"{grid.Series}:missed:{next.Seconds}", AlertSeverity.Warning, $"{count} windows of {grid.Series} were missed", $"From {grid.SlugOf(next)} on."));
        return next + (grid.Length * count);
    }

    private static Task<ActivityDone> StartAsync(IWorkflowContext context, SeriesInput input, WindowGrid grid, Timestamp opens) =>
        context.CallActivityAsync<MarketInput, ActivityDone>(
            ActivityNames.StartMarket,
            new MarketInput
            {
                Shard = input.Shard,
                Series = grid.Series,
                Slug = grid.SlugOf(opens),
                Opens = opens,
                Closes = opens + grid.Length,
                Schedule = input.Schedule,
                AcknowledgePatience = input.AcknowledgePatience,
            },
            Retries.Patient);
}
