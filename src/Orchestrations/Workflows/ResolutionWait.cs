using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Learns how a window paid: by being told, or by asking again and again with growing pauses.</summary>
internal sealed class ResolutionWait(IWorkflowContext context, MarketInput input, MarketEvents events)
{
    private static readonly Duration FirstPause = Duration.FromSeconds(2);

    /// <summary>Two hours at this pace are some 120 questions, which keeps the history small.</summary>
    private static readonly Duration LongestPause = Duration.FromSeconds(60);

    private static readonly string[] Names = [ControlEvents.Resolved, .. MarketEvents.Names];

    /// <summary>The winner and who told; no winner where the patience ran out.</summary>
    public async Task<Resolution> WaitAsync()
    {
        var deadline = input.Closes + input.ResolutionPatience;
        var pause = FirstPause;
        var last = new Resolution(null, "nobody was asked");
        while (context.Now < deadline)
        {
            context.SetStatus($"ended; waiting for the winner ({last.Source})");
            var wait = await context.WaitForAnyEventAsync(Names, Timestamp.Earlier(context.Now + pause, deadline));
            if (wait.Name == ControlEvents.Resolved)
            {
                if (EventReading.Take<MarketResolved>(context, wait) is { } told)
                {
                    return new Resolution(told.Winner, told.Source);
                }
            }
            else if (wait.Arrived)
            {
                await events.TakeAsync(wait);
            }
            else
            {
                last = await AskAsync();
                if (last.Winner is not null)
                {
                    return last;
                }

                pause = pause + pause > LongestPause ? LongestPause : pause + pause;
            }
        }

        return last;
    }

    private async Task<Resolution> AskAsync()
    {
        try
        {
            return await context.CallActivityAsync<LookUpResolution, Resolution>(ActivityNames.LookUpResolution, new LookUpResolution(input.Slug), RetryPolicy.Once);
        }
        catch (ActivityFailedException failure)
        {
            return new Resolution(null, failure.Failure);
        }
    }
}
