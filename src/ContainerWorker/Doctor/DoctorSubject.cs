using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Doctor;

/// <summary>What the checks look at, and what earlier ones have found for later ones.</summary>
internal sealed class DoctorSubject : IDisposable
{
    private readonly HttpPump _venue;
    private long _calls;

    public DoctorSubject(DoctorOptions options)
    {
        Options = options;
        Clock = new Clock(options.Time);
        var addresses = new Dictionary<VenueService, Uri> { [VenueService.Clob] = options.Venue.Clob, [VenueService.Gamma] = options.Venue.Gamma, [VenueService.Site] = options.Venue.Site };
        for (var node = 0; node < options.Venue.Nodes.Count; node++)
        {
            addresses[VenueService.FirstNode + (byte)node] = options.Venue.Nodes[node];
        }

        _venue = new HttpPump(addresses, TimeProvider.System);
    }

    public DoctorOptions Options { get; }

    public Clock Clock { get; }

    /// <summary>Null until it was opened and found usable.</summary>
    public TradingWallet? Wallet { get; set; }

    /// <summary>Null until the venue gave it.</summary>
    public ApiCredential? Credential { get; set; }

    /// <summary>A window that can be traded now, or null.</summary>
    public MarketSpec? Market { get; set; }

    public Task<HttpOutcome> AskAsync(Func<long, Timestamp, HttpCall> call, CancellationToken cancellation) =>
        _venue.SendAsync(call(Interlocked.Increment(ref _calls), Clock.Now), cancellation);

    public static HttpCall Get(long id, VenueService service, string path) => new() { Id = id, Service = service, Method = "GET", PathAndQuery = path };

    /// <summary>How an answer that is of no use came about, in words.</summary>
    public static string Words(in HttpOutcome outcome) => outcome.Kind switch
    {
        HttpOutcomeKind.NotSent => "no connection could be made",
        HttpOutcomeKind.TimedOut => "no answer in time",
        _ => $"status {outcome.Status}",
    };

    public void Dispose() => _venue.Dispose();
}
