using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>What may come to a window at any point: kill, resume, parameters.</summary>
internal sealed class MarketEvents(IWorkflowContext context, MarketInput input)
{
    public static IReadOnlyList<string> Names { get; } = [ControlEvents.Kill, ControlEvents.Resume, ControlEvents.ParametersChanged];

    /// <summary>Why the window is halted; empty where it is not.</summary>
    public string HaltedBecause { get; private set; } = "";

    /// <summary>Waits for the moment, taking what comes meanwhile.</summary>
    public async Task WaitUntilAsync(Timestamp due)
    {
        while (await context.WaitForAnyEventAsync(Names, due) is { Arrived: true } wait)
        {
            await TakeAsync(wait);
        }
    }

    public async Task TakeAsync(NamedEventWait wait)
    {
        switch (wait.Name)
        {
            case ControlEvents.Kill when EventReading.Take<KillRequested>(context, wait) is { } kill:
                HaltedBecause = kill.Reason;
                await HaltAsync(true, kill.Reason, kill.Who);
                context.SetStatus($"halted by {kill.Who}: {kill.Reason}");
                break;
            case ControlEvents.Resume when EventReading.Take<ResumeRequested>(context, wait) is { } resume:
                HaltedBecause = "";
                await HaltAsync(false, resume.Reason, resume.Who);
                context.SetStatus($"resumed by {resume.Who}: {resume.Reason}");
                break;
            case ControlEvents.ParametersChanged when EventReading.Take<ParametersChanged>(context, wait) is { } change:
                await context.CallActivityAsync<DesireParameters, ActivityDone>(
                    ActivityNames.DesireParameters, new DesireParameters(input.Shard, change.Number, change.Assignments, change.Who), Retries.Patient);
                break;
            default:
                break;
        }
    }

    private Task<ActivityDone> HaltAsync(bool isHalted, string reason, string who) => context.CallActivityAsync<DesireMarketHalt, ActivityDone>(
        ActivityNames.DesireMarketHalt, new DesireMarketHalt(input.Shard, input.Slug, isHalted, reason, who), Retries.Patient);
}
