using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class OpeningVerdictsTests
{
    private readonly RiskBench _bench = new();

    public OpeningVerdictsTests()
    {
        for (var second = 60; second >= 0; second--)
        {
            var at = RiskBench.Now - Duration.FromSeconds(second);
            Assert.True(_bench.Market.Underlying.Observe(at, new OracleTick(OracleSource.Spot, new OraclePrice((60_000 + (second % 2)) * OraclePrice.Scale), at)));
        }

        _bench.Book(48, 52);
    }

    [Fact]
    public void The_gravest_reason_is_told_and_behind_each_waits_the_next()
    {
        _bench.World.Halt = Reason.ManualHalt;
        _bench.World.Flatten = Reason.PortfolioDrawdown;
        _bench.Market.Halt = Reason.InvariantBroken;
        _bench.World.SetHealthy(Feed.Storage, false);
        _bench.Market.UpBook.Drop();
        for (var error = 0; error < 6; error++)
        {
            _bench.Breakers.Venue.OnError(RiskBench.Now);
        }

        Assert.Equal(Reason.ManualHalt, Verdict());
        _bench.World.Halt = Reason.None;
        Assert.Equal(Reason.PortfolioDrawdown, Verdict());
        _bench.World.Flatten = Reason.None;
        Assert.Equal(Reason.InvariantBroken, Verdict());
        _bench.Market.Halt = Reason.None;
        Assert.Equal(Reason.StateStoreUnavailable, Verdict());
        _bench.World.SetHealthy(Feed.Storage, true);
        Assert.Equal(Reason.BookMissing, Verdict());
        _bench.Book(48, 52);
        Assert.Equal(Reason.VenueErrors, Verdict());
        _bench.Breakers.Venue.Rearm();
        Assert.Equal(Reason.None, Verdict());
        Assert.Equal(Reason.OracleStale, VerdictAt(RiskBench.Now + Duration.FromSeconds(6)));
    }

    [Theory]
    [InlineData(MarketPhase.Making, Reason.None)]
    [InlineData(MarketPhase.Unwind, Reason.None)]
    [InlineData(MarketPhase.CloseOnly, Reason.PhaseForbidsOpening)]
    [InlineData(MarketPhase.HedgeLock, Reason.PhaseForbidsOpening)]
    [InlineData(MarketPhase.Done, Reason.PhaseDone)]
    public void A_phase_says_whether_anything_may_open(MarketPhase phase, Reason reason)
    {
        _ = _bench.Market.Phase.Tighten(phase);
        Assert.Equal(reason, Verdict());
    }

    [Fact]
    public void Before_the_open_it_is_too_early()
    {
        var market = _bench.Markets.Add(EngineHarness.NewSpec(1), _bench.Market.Underlying);
        Assert.Equal(Reason.NotYetOpen, _bench.Verdicts.Of(market, default, default, RiskBench.Now));
        _ = market.Phase.Warm();
        Assert.Equal(Reason.NotYetOpen, _bench.Verdicts.Of(market, default, default, RiskBench.Now));
    }

    [Fact]
    public void Both_tokens_need_a_book_that_is_whole_uncrossed_and_two_sided()
    {
        _bench.Market.DownBook.Drop();
        Assert.Equal(Reason.BookMissing, Verdict());
        RiskBench.Show(_bench.Market.DownBook, 52, 48);
        Assert.Equal(Reason.BookQuarantined, Verdict());
        RiskBench.Show(_bench.Market.DownBook, 48, 52);
        Assert.Equal(Reason.None, Verdict());
        RiskBench.Show(_bench.Market.UpBook, 52, 48);
        Assert.Equal(Reason.BookQuarantined, Verdict());
        _ = _bench.Market.UpBook.ApplySnapshot(RiskBench.Now, [], [new(Price.Cents(52), Size.Shares(10))]);
        Assert.Equal(Reason.BookOneSided, Verdict());
        _bench.Book(48, 52);
        _ = _bench.Market.DownBook.ApplySnapshot(RiskBench.Now, [new(Price.Cents(48), Size.Shares(10))], []);
        Assert.Equal(Reason.BookOneSided, Verdict());
    }

    [Fact]
    public void Old_data_stops_opening_a_microsecond_after_its_greatest_age()
    {
        var now = RiskBench.Now;
        _bench.World.LastMarketData = now - Duration.FromSeconds(8);
        Assert.Equal(Reason.None, Verdict());
        Assert.False(_bench.Verdicts.IsDataGap(now));
        _bench.World.LastMarketData = now - Duration.FromSeconds(8) - new Duration(1);
        Assert.Equal(Reason.DataGap, Verdict());
        _bench.World.LastMarketData = null;
        Assert.True(_bench.Verdicts.IsDataGap(now));
        _bench.World.LastMarketData = now;
        _bench.Market.LastActivity = now - Duration.FromSeconds(10);
        Assert.Equal(Reason.None, Verdict());
        _bench.Market.LastActivity = now - Duration.FromSeconds(10) - new Duration(1);
        Assert.Equal(Reason.MarketInactive, Verdict());
        _bench.Market.LastActivity = null;
        Assert.Equal(Reason.MarketInactive, Verdict());
    }

    [Fact]
    public void A_match_whose_execution_is_not_told_stops_opening_once_patience_is_over()
    {
        var index = Announce(RiskBench.Now - _bench.Options.Orders.FillPatience);
        Assert.Equal(Reason.None, Verdict());
        _bench.Orders[index].AwaitingSince -= new Duration(1);
        Assert.Equal(Reason.ReconciliationPending, Verdict());
        _bench.Orders[index].Executed = Size.Shares(10);
        Assert.Equal(Reason.None, Verdict());
    }

    [Fact]
    public void The_next_look_is_just_after_the_first_moment_at_which_time_alone_changes_the_answer()
    {
        var now = RiskBench.Now;
        var step = new Duration(1);
        Assert.Equal(now + Duration.FromSeconds(5) + step, Next());
        _bench.World.LastMarketData = now - Duration.FromSeconds(5);
        Assert.Equal(now + Duration.FromSeconds(3) + step, Next());
        _bench.Market.LastActivity = now - Duration.FromSeconds(8);
        Assert.Equal(now + Duration.FromSeconds(2) + step, Next());
        var told = _bench.Rest(Outcome.Up, Side.Buy, 40, 10);
        _bench.Orders[told].AwaitingSince = now - _bench.Options.Orders.FillPatience + Duration.FromMilliseconds(100);
        Assert.Equal(now + Duration.FromSeconds(2) + step, Next());
        _ = Announce(now - _bench.Options.Orders.FillPatience + Duration.FromSeconds(1));
        Assert.Equal(now + Duration.FromSeconds(1) + step, Next());
        _bench.Breakers.Venue.Import(now + Duration.FromMilliseconds(500), 1);
        Assert.Equal(now + Duration.FromMilliseconds(500), Next());
        _bench.Breakers.Venue.Import(now, 1);
        Assert.Equal(now + Duration.FromSeconds(1) + step, Next());
    }

    private int Announce(Timestamp since)
    {
        var index = _bench.Rest(Outcome.Up, Side.Buy, 40, 10, state: OrderState.Matched);
        _bench.Orders[index].Announced = Size.Shares(10);
        _bench.Orders[index].AwaitingSince = since;
        return index;
    }

    private Timestamp Next() => _bench.Verdicts.NextChange(_bench.Market, RiskBench.Now);

    private Reason Verdict() => VerdictAt(RiskBench.Now);

    private Reason VerdictAt(Timestamp now)
    {
        var market = _bench.Market;
        var up = TopOfBook.Of(market.UpBook, Outcome.Up, _bench.Orders, market.Open);
        var down = TopOfBook.Of(market.DownBook, Outcome.Down, _bench.Orders, market.Open);
        return _bench.Verdicts.Of(market, up, down, now);
    }
}
