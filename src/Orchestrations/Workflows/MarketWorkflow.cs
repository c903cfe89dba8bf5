using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>
/// One window from its warm-up to its report. Every phase is written down for the worker, in order, none left out; a worker that does
/// not follow in time has its orders cancelled at the venue.
/// </summary>
public static class MarketWorkflow
{
    public static async Task<MarketResult> RunAsync(IWorkflowContext context, MarketInput input)
    {
        var events = new MarketEvents(context, input);
        var phases = new MarketPhases(context, input);
        context.SetStatus("warming until the open");
        await phases.DesireAsync(MarketPhase.Warming);
        var plan = PhasePlan.Of(input);
        for (var index = 0; index < plan.Count; index++)
        {
            await events.WaitUntilAsync(plan[index].Begins);
            if (index + 1 < plan.Count && plan[index + 1].Begins <= context.Now)
            {
                // Overtaken by the next one: written down, so that none is left out, and not waited for.
                await phases.DesireAsync(plan[index].Phase);
            }
            else
            {
                await phases.EnterAsync(plan[index].Phase);
            }
        }

        var resolution = await new ResolutionWait(context, input, events).WaitAsync();
        var settlement = await SettleAsync(context, input, resolution);
        await context.CallActivityAsync<MarketReport, ActivityDone>(
            ActivityNames.ReportMarket,
            new MarketReport(input.Shard, input.Series, input.Slug, input.Opens, input.Closes, resolution.Winner, resolution.Source, settlement, phases.Escalations),
            Retries.Patient);
        context.SetStatus(settlement.IsSettled ? $"settled: {resolution.Winner}" : $"closed unsettled: {settlement.Detail}");
        return new MarketResult(resolution.Winner, settlement.IsSettled, phases.Escalations);
    }

    private static async Task<Settlement> SettleAsync(IWorkflowContext context, MarketInput input, Resolution resolution)
    {
        if (resolution.Winner is not { } winner)
        {
            var unknown = new Settlement(false, null, null, $"the winner was not learned: {resolution.Source}");
            await AlertAsync(context, input, AlertSeverity.Critical, unknown.Detail);
            return unknown;
        }

        context.SetStatus($"{winner} won; waiting for the worker to redeem and book it");
        var settlement = await SettledAsync(context, input, winner);
        if (!settlement.IsSettled)
        {
            await AlertAsync(context, input, AlertSeverity.Warning, settlement.Detail);
        }

        return settlement;
    }

    private static async Task<Settlement> SettledAsync(IWorkflowContext context, MarketInput input, Outcome winner)
    {
        try
        {
            return await context.CallActivityAsync<AwaitSettled, Settlement>(
                ActivityNames.AwaitSettled, new AwaitSettled(input.Shard, input.Slug, winner, input.SettlementPatience), Retries.Brief);
        }
        catch (ActivityFailedException failure)
        {
            return new Settlement(false, null, null, failure.Failure);
        }
    }

    private static Task AlertAsync(IWorkflowContext context, MarketInput input, AlertSeverity severity, string detail) =>
        Alerts.RaiseAsync(context, new Alert(input.Shard, $"{input.Slug}:settlement", severity, $"{input.Slug} is not settled", detail));
}
