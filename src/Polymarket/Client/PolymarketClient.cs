using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Geoblock;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Client;

/// <summary>
/// The venue's REST services for tools: doctor, command line, recorder, research. The worker's data plane does not use it; it drives
/// the same requests and readers as state machines.
/// </summary>
public sealed class PolymarketClient
{
    private readonly VenueCaller _caller;

    /// <param name="send">Carries the calls: an <see cref="Http.HttpPump"/>'s method with the addresses of the services wanted.</param>
    public PolymarketClient(VenueTransport send, Clock clock, VenueCallerOptions? options = null)
    {
        _caller = new VenueCaller(send, clock, options ?? new VenueCallerOptions());
        Markets = new MarketDataClient(_caller);
        Gamma = new GammaClient(_caller);
        Data = new DataClient(_caller);
        Rewards = new RewardsClient(_caller);
        Keys = new KeysClient(_caller);
    }

    public MarketDataClient Markets { get; }

    public GammaClient Gamma { get; }

    public DataClient Data { get; }

    public RewardsClient Rewards { get; }

    public KeysClient Keys { get; }

    /// <summary>Whether the venue serves this host's address.</summary>
    /// <exception cref="VenueCallException">No answer, or one that does not say: to be taken as blocked.</exception>
    public Task<GeoblockAnswer> GeoblockAsync(CancellationToken cancellation) => _caller.ReadAsync((id, _) => GeoblockAnswer.Request(id), Answer.One<GeoblockAnswer>, cancellation);

    /// <summary>Trades in the name of a credential.</summary>
    /// <param name="address">The account that the credential belongs to.</param>
    /// <param name="type">How its wallet signs.</param>
    public TradingClient Trading(ApiCredential credential, EthereumAddress address, SignatureType type = SignatureType.ExternallyOwnedAccount) =>
        new(_caller, new TradingRequests(credential, address, type));
}
