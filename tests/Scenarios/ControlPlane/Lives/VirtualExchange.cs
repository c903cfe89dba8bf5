using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>
/// The simulated venue under a virtual clock: a row of windows, nobody else trading, every call answered at once. Its dead-man switch
/// sleeps, so that nobody but worker and control plane cancels anything.
/// </summary>
internal sealed class VirtualExchange : IDisposable
{
    public const ulong Seed = 11;

    public static readonly Duration Length = Duration.FromSeconds(300);

    private readonly SimulatedVenue _venue;
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(Seed));
    private readonly Lock _gate = new();
    private long _calls;

    /// <param name="start">Before the first window opens.</param>
    /// <param name="windows">How many there are; all are won by Up.</param>
    public VirtualExchange(Timestamp start, int windows)
    {
        var options = new SimulatorOptions
        {
            Exchange = new ExchangeOptions { HeartbeatTimeout = Duration.FromSeconds(3_600) },
            StartingCollateral = Money.Dollars(10_000),
            RequestDelay = Duration.Zero,
            ResponseDelay = Duration.Zero,
            DelayJitter = Duration.Zero,
        };
        _venue = new SimulatedVenue(options, Seed) { Witness = Placements };
        _venue.AdvanceTo(start);
        for (var window = 0; window < windows; window++)
        {
            var spec = RollingWindows.Spec(OpenOf(window), SettlementRule.TimeWeightedAverage60Seconds);
            var listing = _venue.Exchange.List(spec, takerDelay: false);
            _venue.Exchange.DeclareWinner(listing.Id, Outcome.Up);
        }
    }

    public PlacementWitness Placements { get; } = new();

    public static Timestamp OpenOf(int window) => FastExchange.FirstOpens + (Length * window);

    public static string SlugOf(int window) => FastExchange.SlugOf(OpenOf(window));

    public void AdvanceTo(Timestamp now)
    {
        lock (_gate)
        {
            _venue.AdvanceTo(now);
        }
    }

    public Task<HttpOutcome> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        lock (_gate)
        {
            HttpOutcome? outcome = null;
            _venue.Handle(_venue.Now, VenueRequest.From(call), response => outcome = new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = response.Status, Body = response.Body });
            return Task.FromResult(outcome ?? throw new InvalidOperationException($"The exchange did not answer {call.PathAndQuery} at once."));
        }
    }

    /// <summary>How many orders are open under the credential of an epoch, asked over the wire.</summary>
    public async Task<int> OpenOrdersAsync(long epoch)
    {
        var derived = await SendAsync(CredentialRequests.Derive(++_calls, _venue.Now, _key, epoch), default);
        Assert.True(derived.IsSuccess && CredentialAnswer.TryRead(derived.Body.Span, out _), $"There is no credential of epoch {epoch}.");
        Assert.True(CredentialAnswer.TryRead(derived.Body.Span, out var credential));
        var requests = new TradingRequests(credential!, _key.Address);
        var orders = new List<OpenOrder>();
        for (var cursor = TradingRequests.FirstPage; cursor != TradingRequests.LastPage;)
        {
            var page = await SendAsync(requests.Orders(++_calls, _venue.Now, cursor), default);
            Assert.True(page.IsSuccess && DataPage.TryReadOrders(page.Body.Span, orders, out cursor, out var skipped) && skipped == 0);
        }

        return orders.Count;
    }

    public void Dispose() => _key.Dispose();
}
