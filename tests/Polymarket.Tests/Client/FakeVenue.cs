using System.Text;
using PolyCloud.Polymarket.Client;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Client;

/// <summary>A venue that answers each call with the next prepared outcome, and remembers what was asked.</summary>
internal sealed class FakeVenue
{
    private readonly Queue<HttpOutcome> _outcomes = [];

    internal FakeVenue() => Client = new PolymarketClient(
        Send, new Clock(TimeProvider.System), new VenueCallerOptions { FirstPause = PolyCloud.Engine.Values.Duration.FromMilliseconds(1) });

    internal List<HttpCall> Calls { get; } = [];

    internal PolymarketClient Client { get; }

    internal TradingClient Trading => Client.Trading(new ApiCredential("our-key", "c2VjcmV0", "hush-hush"), EthereumAddress.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));

    internal FakeVenue Answers(string body, int status = 200, int retryAfter = 0)
    {
        _outcomes.Enqueue(new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body), RetryAfterSeconds = retryAfter });
        return this;
    }

    internal FakeVenue Ends(HttpOutcomeKind kind)
    {
        _outcomes.Enqueue(new HttpOutcome { Kind = kind });
        return this;
    }

    internal static async Task<List<T>> All<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows)
        {
            all.Add(row);
        }

        return all;
    }

    private Task<HttpOutcome> Send(HttpCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Calls.Add(call);
        return Task.FromResult(_outcomes.Dequeue());
    }
}
