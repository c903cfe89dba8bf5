using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>The control plane makes clear by itself: cancels at the venue with the worker's credential and asks until nothing is open.</summary>
internal sealed class VenueClearance(IWorkflowContext context, string shard, string slug)
{
    /// <summary>Fifteen rounds, at last two seconds apart: longer than the venue's own sweep after missed heartbeats, 10 to 15 s.</summary>
    private const int RoundsMaximum = 15;

    private static readonly Duration FirstPause = Duration.FromMilliseconds(250);
    private static readonly Duration LongestPause = Duration.FromSeconds(2);

    /// <summary>What was done, in order, for the report.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>True where the venue said that nothing is open.</summary>
    public async Task<bool> MakeClearAsync()
    {
        var pause = FirstPause;
        for (var round = 1; round <= RoundsMaximum; round++)
        {
            await CancelAsync();
            if (await VerifyAsync())
            {
                return true;
            }

            await context.WaitUntilAsync(context.Now + pause);
            pause = pause + pause > LongestPause ? LongestPause : pause + pause;
        }

        return false;
    }

    /// <summary>Only asks.</summary>
    public async Task<bool> VerifyAsync()
    {
        var verdict = await AskAsync();
        Steps.Add(verdict.IsClear ? "the venue says: nothing is open" : $"the venue: {verdict.Detail}");
        return verdict.IsClear;
    }

    private async Task CancelAsync()
    {
        try
        {
            var cancel = await context.CallActivityAsync<CancelAtVenue, VenueCancel>(ActivityNames.CancelAtVenue, new CancelAtVenue(shard, slug), RetryPolicy.Once);
            Steps.Add($"cancelled at the venue for epoch {cancel.Epoch}: {cancel.Outcome} {cancel.Detail}".TrimEnd());
        }
        catch (ActivityFailedException failure)
        {
            Steps.Add($"could not cancel at the venue: {failure.Failure}");
        }
    }

    private async Task<ClearVerdict> AskAsync()
    {
        try
        {
            return await context.CallActivityAsync<VerifyClear, ClearVerdict>(ActivityNames.VerifyClear, new VerifyClear(shard, slug), RetryPolicy.Once);
        }
        catch (ActivityFailedException failure)
        {
            return new ClearVerdict(null, failure.Failure);
        }
    }
}
