using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Writes the report of each UTC day once the day is over and its windows are settled.</summary>
public static class DailyReportWorkflow
{
    private static readonly Duration Day = Duration.FromSeconds(86_400);

    public static async Task<EternalResult> RunAsync(IWorkflowContext context, DailyReportInput input)
    {
        var midnight = new Timestamp(context.Now.Micros / Day.Micros * Day.Micros) + Day;
        context.SetStatus($"waiting for the end of {DayOf(context.Now)}");
        await context.WaitUntilAsync(midnight + input.After);
        var day = DayOf(midnight - Day);
        try
        {
            var report = await context.CallActivityAsync<DayToReport, DailyReport>(ActivityNames.WriteDailyReport, new DayToReport(input.Shard, input.Series, day), Retries.Patient);
            context.SetStatus($"{day}: {report.Windows} windows, {report.Missed} missed");
        }
        catch (ActivityFailedException failure)
        {
            await Alerts.RaiseAsync(context, new Alert(input.Shard, $"daily-report:{input.Series}:{day}", AlertSeverity.Warning, $"No report of {day}", failure.Failure));
        }

        context.ContinueAsNew(input);
        return new EternalResult("");
    }

    private static string DayOf(Timestamp moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.Seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
