using PolyCloud.Engine.Markets;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Leads the worker into the phases of one window, and does itself what a worker that does not follow leaves undone.</summary>
internal sealed class MarketPhases(IWorkflowContext context, MarketInput input)
{
    /// <summary>Phases that the worker did not follow in time.</summary>
    public List<string> Escalations { get; } = [];

    /// <summary>Writes the phase down for the worker.</summary>
    public Task<DesiredPhase> DesireAsync(MarketPhase phase) => context.CallActivityAsync<DesirePhase, DesiredPhase>(
        ActivityNames.DesirePhase, new DesirePhase(input.Shard, input.Slug, phase, input.Opens, input.Closes), Retries.Patient);

    /// <summary>Writes the phase down and sees to it that it is followed.</summary>
    public async Task EnterAsync(MarketPhase phase)
    {
        await DesireAsync(phase);
        context.SetStatus($"{phase}: waiting for the worker to follow");
        var answer = await AcknowledgementAsync(phase);
        if (!answer.IsGiven)
        {
            Escalations.Add(phase.ToString());
            await EscalateAsync(phase, answer.Detail);
        }

        context.SetStatus(phase.ToString());
    }

    private async Task<Acknowledgement> AcknowledgementAsync(MarketPhase phase)
    {
        try
        {
            return await context.CallActivityAsync<AwaitPhase, Acknowledgement>(
                ActivityNames.AwaitPhase, new AwaitPhase(input.Shard, input.Slug, phase, input.AcknowledgePatience), RetryPolicy.Once);
        }
        catch (ActivityFailedException failure)
        {
            return new Acknowledgement(false, false, failure.Failure);
        }
    }

    // Nothing rests before making, so that a worker that does not begin is only told of.
    private async Task EscalateAsync(MarketPhase phase, string why)
    {
        context.SetStatus($"{phase}: the worker does not follow ({why})");
        if (phase == MarketPhase.Making)
        {
            await AlertAsync(phase, AlertSeverity.Warning, $"The window is not traded: {why}");
            return;
        }

        var clearance = new VenueClearance(context, input.Shard, input.Slug);
        var clear = await clearance.MakeClearAsync();
        await AlertAsync(phase, AlertSeverity.Critical, $"{why}; {(clear ? "cleared at the venue" : "NOT cleared")}: {string.Join("; ", clearance.Steps.TakeLast(4))}");
    }

    private Task AlertAsync(MarketPhase phase, AlertSeverity severity, string detail) => Alerts.RaiseAsync(
        context, new Alert(input.Shard, $"{input.Slug}:{phase}", severity, $"The worker does not follow {input.Slug} into {phase}", detail));
}
