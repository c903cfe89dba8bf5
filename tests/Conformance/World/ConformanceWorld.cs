using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Hosting;

namespace PolyCloud.Conformance.World;

/// <summary>
/// A simulated venue on a loopback port, one hour-long market with a book of the order flow, and the official client with a key
/// of the first public test wallet under the name <see cref="Maker"/>.
/// </summary>
public sealed class ConformanceWorld : IAsyncLifetime, IDisposable
{
    public const string Maker = "maker";
    public const string UpToken = "104239898038807136052399800151408521467737075933964991162589336683346093173875";
    public const string DownToken = "71183960810705820955071415844881728181970340514894896943812046065452395013351";
    public const string NegativeRiskToken = "52114319501245915516055106046884209969926127482827954674443846427813813222426";

    /// <summary>A token of a market of version 2, which the official client knows by its form.</summary>
    public const string PositionToken = "454323127910303127851051010338032357490215648593239022639420281900161302528";

    public const string Condition = "0x78443f961b9a65869dcb39359de9960165c7e5cbad0904eac7f29cd77872a63b";

    /// <summary>The first two public test accounts of every local EVM node.</summary>
    public const string FirstKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    public const string FirstAddress = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    public const string SecondKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    private OfficialClient? _client;
    private SimulatorHost? _host;

    internal OfficialClient Client => _client!;

    internal SimulatorHost Host => _host!;

    internal string Address => Host.Clob.ToString().TrimEnd('/');

    /// <summary>The maker's key as the official client keeps it.</summary>
    internal JsonElement Credential { get; private set; }

    public async Task InitializeAsync()
    {
        if (OfficialClient.WhyAbsent is not null)
        {
            return;
        }

        _host = await SimulatorHost.StartAsync(NewVenue(), new SimulatorHostOptions());
        _client = new OfficialClient();
        Credential = await OpenAsync(Maker, FirstKey);
    }

    public void Dispose() => _client?.Dispose();

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            Assert.False(_host.Faulted.IsCompleted, "the simulated venue must not have stopped");
            await _host.DisposeAsync();
        }
    }

    /// <summary>A client with a new key, or the key of the nonce where there is one; returns the key.</summary>
    internal async Task<JsonElement> OpenAsync(string name, string privateKey, long nonce = 0, int signatureType = 0, string? funder = null)
    {
        await Client.OpenAsync(name, new { host = Address, privateKey });
        var key = await Client.CallAsync(name, "createOrDeriveApiKey", nonce);
        await Client.OpenAsync(name, new { host = Address, privateKey, creds = key, signatureType, funderAddress = funder });
        return key;
    }

    /// <summary>Reads or changes the venue under its lock.</summary>
    internal T Inspect<T>(Func<SimulatedVenue, T> read) => Host.Inspect(read)!;

    /// <summary>An order at the exchange, of the credential that was made as the n-th.</summary>
    internal VenueOrder Order(string hash, int credential = 0)
    {
        Assert.True(Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(hash), out var id), hash);
        return Inspect(venue => venue.Exchange.Find(new CredentialId(credential), id)) ?? throw new InvalidOperationException($"The exchange does not know {hash}.");
    }

    internal int OpenOrders(int credential = 0) => Inspect(venue => venue.Exchange.OpenOrders(new CredentialId(credential)).Count());

    internal AccountId Account => Inspect(venue => venue.Exchange.AccountOf(new CredentialId(0)));

    /// <summary>Waits until it holds; a bound keeps a fault from hanging the run.</summary>
    internal async Task UntilAsync(Func<SimulatedVenue, bool> holds)
    {
        for (var waited = 0; waited < 200; waited++)
        {
            if (Inspect(holds))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("The exchange did not come to it within ten seconds.");
    }

    private static SimulatedVenue NewVenue()
    {
        var options = new SimulatorOptions
        {
            RequestDelay = Duration.Zero,
            ResponseDelay = Duration.Zero,
            DelayJitter = Duration.Zero,
            Exchange = new ExchangeOptions
            {
                MinedMin = Duration.FromMilliseconds(50),
                MinedMax = Duration.FromMilliseconds(100),
                ConfirmedMin = Duration.FromMilliseconds(150),
                ConfirmedMax = Duration.FromMilliseconds(300),
            },
        };
        var venue = new SimulatedVenue(options, 11);
        var now = Timestamp.FromSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        venue.AdvanceTo(now);
        var listing = venue.Exchange.List(Hour(now, "standard", Condition, UpToken, DownToken), takerDelay: false);
        venue.Exchange.List(
            Hour(now, "neg-risk", "0x" + new string('a', 64), NegativeRiskToken, NegativeRiskToken[..^1] + "7") with { NegativeRisk = true }, takerDelay: false);
        venue.Exchange.List(
            Hour(now, "positions", "0x" + new string('b', 62) + "00", PositionToken, PositionToken[..^1] + "9") with { Version = MarketVersion.PositionIds }, takerDelay: false);
        foreach (var (side, cents) in new[] { (Side.Buy, 44), (Side.Buy, 45), (Side.Sell, 55), (Side.Sell, 56) })
        {
            venue.Exchange.PlaceFlow(listing.Id, side, Price.Cents(cents), Size.Shares(1_000));
        }

        return venue;
    }

    private static MarketSpec Hour(Timestamp now, string name, string condition, string up, string down)
    {
        var opens = Timestamp.FromSeconds(now.Seconds - (now.Seconds % 60));
        return new MarketSpec
        {
            Slug = $"btc-updown-1h-{name}",
            ConditionId = condition,
            UpTokenId = up,
            DownTokenId = down,
            Asset = "btc",
            Interval = WindowInterval.OneHour,
            Opens = opens,
            Closes = opens + Duration.FromSeconds(3_600),
            TickSize = TickSize.Cent,
            MinimumOrderSize = Size.Shares(5),
            Fees = FeeSchedule.Crypto,
            Settlement = SettlementRule.TimeWeightedAverage60Seconds,
        };
    }
}
