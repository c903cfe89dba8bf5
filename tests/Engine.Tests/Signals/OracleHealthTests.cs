using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

public sealed class OracleHealthTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_773_307_200);

    [Fact]
    public void An_oracle_never_seen_pauses() =>
        Assert.Equal(new OracleHealth(Reason.OracleStale, 0, Reason.None), new UnderlyingSignal("btc", new SignalOptions()).Health(Now));

    [Fact]
    public void An_exchange_never_seen_halves_the_size()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions());
        Observe(signal, OracleSource.Spot, 60_000, Now);
        Assert.Equal(new OracleHealth(Reason.None, 50, Reason.FastPriceStale), signal.Health(Now));
    }

    [Fact]
    public void Both_fresh_and_agreeing_is_full_size_until_one_grows_old()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions());
        Observe(signal, OracleSource.Spot, 60_000, Now);
        Observe(signal, OracleSource.Exchange, 60_100, Now);
        Assert.Equal(new OracleHealth(Reason.None, 100, Reason.None), signal.Health(Now));
        var change = signal.NextHealthChange(Now);
        Assert.Equal(Now + Duration.FromSeconds(3) + new Duration(1), change);
        Assert.Equal(100, signal.Health(change - new Duration(1)).SizePercent);
        Assert.Equal(Reason.FastPriceStale, signal.Health(change).Warning);
        change = signal.NextHealthChange(change);
        Assert.Equal(Now + Duration.FromSeconds(5) + new Duration(1), change);
        Assert.Equal(Reason.None, signal.Health(change - new Duration(1)).Pause);
        Assert.Equal(Reason.OracleStale, signal.Health(change).Pause);
        Assert.True(signal.NextHealthChange(change).IsNever);
    }

    [Fact]
    public void A_disagreement_only_warns()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions());
        Observe(signal, OracleSource.Spot, 60_000, Now);
        Observe(signal, OracleSource.Exchange, 60_130, Now);
        Assert.Equal(new OracleHealth(Reason.None, 100, Reason.OracleDisagreement), signal.Health(Now));
    }

    [Fact]
    public void Where_no_oracle_is_required_none_pauses()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions { RequireOracle = false });
        Assert.Equal(Reason.None, signal.Health(Now).Pause);
    }

    private static void Observe(UnderlyingSignal signal, OracleSource source, long dollars, Timestamp observed) =>
        Assert.True(signal.Observe(observed, new OracleTick(source, new OraclePrice(dollars * OraclePrice.Scale), observed)));
}
