using PolyCloud.Orchestrations.Activities;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Functions.Venue;

/// <summary>
/// The venue as the control plane's activities see it: cancels and counts with the credential of a worker's epoch, and asks how windows
/// paid. Where there is no key (a paper worker), nothing is proved and nothing is cancelled, and it says so.
/// </summary>
/// <param name="read">Reads one setting of the process; null where it is not set.</param>
internal sealed class VenueControl(VenueSettings settings, HttpPump http, TimeProvider time, Func<string, string?> read) : IVenueControl
{
    public Task<VenueCancel> CancelAsync(long epoch, string? conditionId, CancellationToken cancellation) => WithOrdersAsync(
        async orders => new VenueCancel(Of(await orders.CancelAsync(epoch, conditionId, cancellation)), epoch, ""),
        problem => new VenueCancel(VenueOutcome.Unknown, epoch, problem),
        cancellation);

    public Task<ClearVerdict> CountOpenAsync(long epoch, string? conditionId, CancellationToken cancellation) => WithOrdersAsync(
        async orders =>
        {
            var answer = await orders.OpenAsync(epoch, conditionId, cancellation);
            return answer.Outcome switch
            {
                OutsideOutcome.Done => new ClearVerdict(answer.Orders.Count, $"{answer.Orders.Count} orders open"),
                OutsideOutcome.NoCredential => new ClearVerdict(0, "no credential"),
                OutsideOutcome.Refused => new ClearVerdict(null, "the venue refuses"),
                _ => new ClearVerdict(null, "the venue did not answer"),
            };
        },
        static problem => new ClearVerdict(null, problem),
        cancellation);

    public Task<IReadOnlyList<string>?> OpenOrdersAsync(long epoch, CancellationToken cancellation) => WithOrdersAsync<IReadOnlyList<string>?>(
        async orders =>
        {
            var answer = await orders.OpenAsync(epoch, null, cancellation);
            return answer.Outcome is OutsideOutcome.Done or OutsideOutcome.NoCredential ? [.. answer.Orders.Select(static order => order.Order.ToString())] : null;
        },
        static _ => null,
        cancellation);

    public async Task<Resolution> ResolutionAsync(string slug, CancellationToken cancellation)
    {
        var (payout, why) = await new WindowPayouts(http.SendAsync).AskAsync(slug, cancellation);
        return payout is { Winner: null } split ? new Resolution(null, $"it pays {split}: a split dollar is for people to settle") : new Resolution(payout?.Winner, why);
    }

    private async Task<T> WithOrdersAsync<T>(Func<WorkerOrders, Task<T>> ask, Func<string, T> without, CancellationToken cancellation)
    {
        try
        {
            if (await settings.Keys.FindAsync(PrivateKey.Variable, cancellation) is not { } hex)
            {
                return without($"{settings.Keys.Name} holds no {PrivateKey.Variable}");
            }

            using var key = PrivateKey.FromHex(hex);
            return await ask(new WorkerOrders(http.SendAsync, WalletIdentity.Read(key, read), time));
        }
        catch (Exception problem) when (problem is SecretUnavailableException or SigningException)
        {
            return without(problem.Message);
        }
    }

    private static VenueOutcome Of(OutsideOutcome outcome) => outcome switch
    {
        OutsideOutcome.Done => VenueOutcome.Accepted,
        OutsideOutcome.NoCredential => VenueOutcome.NoCredential,
        OutsideOutcome.Refused => VenueOutcome.Refused,
        _ => VenueOutcome.Unknown,
    };
}
