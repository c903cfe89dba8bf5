using System.Globalization;
using PolyCloud.Cli.Clock;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Scenarios.Witness;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Hosting;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>
/// The simulator's host in this process, fifty times as fast, its first window opening shortly after the start. Its dead-man switch
/// sleeps, so that nobody but worker and control plane cancels anything.
/// </summary>
internal sealed class FastExchange : IAsyncDisposable
{
    public const ulong Seed = 11;

    public const double Speed = 50;

    /// <summary>2026-11-03 14:00:00 UTC.</summary>
    public static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_793_714_400);

    private readonly SimulatorHost _host;

    private FastExchange(SimulatorHost host, ClockOrigin clock, PlacementWitness placements)
    {
        _host = host;
        Clock = clock;
        Time = new ScaledTimeProvider(clock);
        Placements = placements;
        Witness = new ExchangeWitness(host.Clob.ToString(), Seed);
    }

    public PlacementWitness Placements { get; }

    public ExchangeWitness Witness { get; }

    public ClockOrigin Clock { get; }

    public TimeProvider Time { get; }

    public Uri Address => _host.Clob;

    public static string SlugOf(Timestamp opens) => "btc-updown-5m-" + opens.Seconds.ToString(CultureInfo.InvariantCulture);

    public static async Task<FastExchange> StartAsync()
    {
        // Eight real seconds of lead: a control plane must be there before the first window opens, also one that was killed at once and
        // has to wait for its predecessor's lease.
        var start = FirstOpens - Duration.FromSeconds((long)(8 * Speed));
        var options = new SimulatorOptions
        {
            Exchange = new ExchangeOptions { HeartbeatTimeout = Duration.FromSeconds(3_600) },
            StartingCollateral = Money.Dollars(10_000),
        };
        var venue = new SimulatedVenue(options, Seed);
        var placements = new PlacementWitness();
        venue.Witness = placements;
        venue.Exchange.Attach(new GeneratedFlow(
            venue.Exchange, new GeneratedFlowOptions { FirstOpens = FirstOpens - Duration.FromSeconds(300), TokenId = DerivedTokens.TokenId }, new DeterministicRandom(Seed)));
        venue.AdvanceTo(start);
        var clock = new ClockOrigin(DateTimeOffset.UtcNow, DateTimeOffset.UnixEpoch.AddTicks(start.Micros * 10), Speed);
        return new FastExchange(await SimulatorHost.StartAsync(venue, new SimulatorHostOptions { Time = new ScaledTimeProvider(clock) }), clock, placements);
    }

    public async ValueTask DisposeAsync()
    {
        Witness.Dispose();
        await _host.DisposeAsync();
    }
}
