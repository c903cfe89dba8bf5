using System.Globalization;
using PolyCloud.Cli.Clock;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Scenarios.Witness;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Hosting;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>
/// The simulator's host, in this process so that it outlives every crash, five times as fast. Its dead-man switch sleeps and a
/// deleted key can still read for an hour: so nobody but a takeover cancels a dead worker's orders, and what became of them can
/// still be asked under the dead worker's own key.
/// </summary>
internal sealed class SurvivingExchange : IAsyncDisposable
{
    public const ulong Seed = 7;

    /// <summary>2026-11-03 14:00:00 UTC.</summary>
    private const long FirstOpensSeconds = 1_793_714_400;

    private readonly SimulatorHost _host;
    private readonly ClockOrigin _clock;

    private SurvivingExchange(SimulatorHost host, ClockOrigin clock, TakenOrders orders)
    {
        Orders = orders;
        _host = host;
        _clock = clock;
        Witness = new ExchangeWitness(host.Clob.ToString(), Seed);
    }

    public ExchangeWitness Witness { get; }

    public TakenOrders Orders { get; }

    public string Address => _host.Clob.ToString();

    public string Clock => _clock.ToString();

    public static string FirstOpens => FirstOpensSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>The window that is open from the start.</summary>
    public static string Slug => "btc-updown-5m-" + FirstOpens;

    public static async Task<SurvivingExchange> StartAsync()
    {
        var opens = Timestamp.FromSeconds(FirstOpensSeconds);
        var options = new SimulatorOptions
        {
            Exchange = new ExchangeOptions { HeartbeatTimeout = Duration.FromSeconds(3_600) },
            StartingCollateral = Money.Dollars(10_000),
            RevocationDelay = Duration.FromSeconds(3_600),
        };
        var orders = new TakenOrders();
        var venue = new SimulatedVenue(options, Seed) { Witness = orders };
        venue.Exchange.Attach(new GeneratedFlow(venue.Exchange, new GeneratedFlowOptions { FirstOpens = opens, TokenId = DerivedTokens.TokenId }, new DeterministicRandom(Seed)));
        venue.AdvanceTo(opens);
        var clock = new ClockOrigin(DateTimeOffset.UtcNow, DateTimeOffset.FromUnixTimeSeconds(FirstOpensSeconds), 5);
        return new SurvivingExchange(await SimulatorHost.StartAsync(venue, new SimulatorHostOptions { Time = new ScaledTimeProvider(clock) }), clock, orders);
    }

    public async ValueTask DisposeAsync()
    {
        Witness.Dispose();
        await _host.DisposeAsync();
    }
}
