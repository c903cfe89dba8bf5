using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>
/// The kill switch of one shard: sets the halt, has the worker prove that it is clear, proves it at the venue itself, and cancels
/// there where the worker does not. One instance, so that two kills and a resume never run beside each other; one run for each.
/// </summary>
public static class KillSwitchWorkflow
{
    private static readonly string[] Names = [ControlEvents.Kill, ControlEvents.Resume];

    public static async Task<EternalResult> RunAsync(IWorkflowContext context, KillSwitchInput input)
    {
        context.SetStatus(input.HaltNumber == 0 ? "armed" : $"halted: {input.HaltReason}; waiting for a resume with a reason");
        var wait = await context.WaitForAnyEventAsync(Names, Timestamp.Never);
        var next = input;
        if (wait.Name == ControlEvents.Kill && EventReading.Take<KillRequested>(context, wait) is { } kill)
        {
            next = await KillAsync(context, input, kill);
        }
        else if (wait.Name == ControlEvents.Resume && EventReading.Take<ResumeRequested>(context, wait) is { } resume)
        {
            next = await ResumeAsync(context, input, resume);
        }

        context.ContinueAsNew(next);
        return new EternalResult("");
    }

    private static async Task<KillSwitchInput> KillAsync(IWorkflowContext context, KillSwitchInput input, KillRequested kill)
    {
        var requested = context.Now;
        context.SetStatus($"halting: {kill.Reason}");
        var halt = await context.CallActivityAsync<DesireHalt, DesiredHalt>(
            ActivityNames.DesireHalt, new DesireHalt(input.Shard, kill.KillId, kill.Reason, kill.Who), Retries.Patient);
        context.SetStatus($"halting: {kill.Reason}; waiting for the worker to be clear");
        var answer = await AcknowledgementAsync(context, input, halt.Number, isHalted: true);
        var clearance = new VenueClearance(context, input.Shard, "");
        clearance.Steps.Add(answer is { IsGiven: true, IsClear: true } ? $"the worker is clear: {answer.Detail}" : $"the worker did not prove that it is clear: {answer.Detail}");
        var clear = answer is { IsGiven: true, IsClear: true } && await clearance.VerifyAsync();
        if (!clear)
        {
            context.SetStatus($"halting: {kill.Reason}; cancelling at the venue");
            clear = await clearance.MakeClearAsync();
        }

        await context.CallActivityAsync<KillReport, ActivityDone>(
            ActivityNames.ReportKill,
            new KillReport(input.Shard, kill.KillId, halt.Number, kill.Reason, kill.Who, requested, context.Now, clear, [.. clearance.Steps]),
            Retries.Patient);
        await Alerts.RaiseAsync(context, new Alert(
            input.Shard, $"kill:{kill.KillId}", AlertSeverity.Critical, clear ? "Kill switch used: clear" : "Kill switch used: NOT PROVED CLEAR", $"{kill.Who}: {kill.Reason}. {string.Join("; ", clearance.Steps.TakeLast(4))}"));
        return input with { HaltNumber = halt.Number, HaltReason = kill.Reason };
    }

    private static async Task<KillSwitchInput> ResumeAsync(IWorkflowContext context, KillSwitchInput input, ResumeRequested resume)
    {
        var number = resume.HaltNumber == 0 ? input.HaltNumber : resume.HaltNumber;
        var lifted = await context.CallActivityAsync<LiftHalt, HaltLifted>(
            ActivityNames.LiftHalt, new LiftHalt(input.Shard, number, resume.Reason, resume.Who), Retries.Patient);
        if (!lifted.IsLifted)
        {
            context.Log.Write(WorkflowLogLevel.Warning, $"The halt of {input.Shard} is not lifted: {lifted.Problem}");
            return input;
        }

        var answer = await AcknowledgementAsync(context, input, number, isHalted: false);
        await Alerts.RaiseAsync(context, new Alert(
            input.Shard, $"resume:{number}", AlertSeverity.Information, "Halt lifted", $"{resume.Who}: {resume.Reason}. {answer.Detail}"));
        return input with { HaltNumber = 0, HaltReason = "" };
    }

    private static async Task<Acknowledgement> AcknowledgementAsync(IWorkflowContext context, KillSwitchInput input, long number, bool isHalted)
    {
        try
        {
            return await context.CallActivityAsync<AwaitHalt, Acknowledgement>(
                ActivityNames.AwaitHalt, new AwaitHalt(input.Shard, number, isHalted, input.AcknowledgePatience), RetryPolicy.Once);
        }
        catch (ActivityFailedException failure)
        {
            return new Acknowledgement(false, false, failure.Failure);
        }
    }
}
