using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.Polymarket.Control;

/// <summary>Asks Gamma how a window paid.</summary>
public sealed class WindowPayouts(Func<HttpCall, CancellationToken, Task<HttpOutcome>> send)
{
    private long _lastId;

    /// <returns>The payout, or null and why it is not known.</returns>
    public async Task<(Payout? Payout, string Why)> AskAsync(string slug, CancellationToken cancellation)
    {
        var answer = await send(GammaResolution.Request(Interlocked.Increment(ref _lastId), slug), cancellation);
        return !answer.IsSuccess ? (null, $"Gamma answered {answer.Kind} {answer.Status}")
            : GammaResolution.Read(answer.Body)?.Payout is { } payout ? (payout, "gamma")
            : (null, "Gamma shows no winner yet");
    }
}
