using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>One question about the venue, as it goes from the killed process to the one that holds the exchange.</summary>
internal sealed record VenueQuestion(string Act, long Epoch, string? Text);

/// <summary>The venue of a control plane in a process of its own: its parent is asked, one question at a time.</summary>
internal sealed class PipedVenue : IVenueControl, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public Task<VenueCancel> CancelAsync(long epoch, string? conditionId, CancellationToken cancellation) => AskAsync<VenueCancel>(new VenueQuestion("cancel", epoch, conditionId));

    public Task<ClearVerdict> CountOpenAsync(long epoch, string? conditionId, CancellationToken cancellation) => AskAsync<ClearVerdict>(new VenueQuestion("count", epoch, conditionId));

    public async Task<IReadOnlyList<string>?> OpenOrdersAsync(long epoch, CancellationToken cancellation) => await AskAsync<List<string>>(new VenueQuestion("open", epoch, null));

    public Task<Resolution> ResolutionAsync(string slug, CancellationToken cancellation) => AskAsync<Resolution>(new VenueQuestion("resolution", 0, slug));

    public void Dispose() => _gate.Dispose();

    /// <summary>The parent's side: the answer as JSON.</summary>
    public static async Task<string> AnswerAsync(IVenueControl venue, VenueQuestion question) => question.Act switch
    {
        "cancel" => Payload.Write(await venue.CancelAsync(question.Epoch, question.Text, default)),
        "count" => Payload.Write(await venue.CountOpenAsync(question.Epoch, question.Text, default)),
        "open" => Payload.Write(await venue.OpenOrdersAsync(question.Epoch, default)),
        _ => Payload.Write(await venue.ResolutionAsync(question.Text!, default)),
    };

    private async Task<T> AskAsync<T>(VenueQuestion question)
    {
        await _gate.WaitAsync();
        try
        {
            await Console.Out.WriteLineAsync("ask " + Payload.Write(question));
            return Payload.Read<T>(await Console.In.ReadLineAsync() ?? throw new KilledException())!;
        }
        finally
        {
            _ = _gate.Release();
        }
    }
}
