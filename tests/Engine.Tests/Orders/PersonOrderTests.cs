using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class PersonOrderTests
{
    [Fact]
    public void A_person_buys_what_is_there_at_once_and_it_does_not_rest()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        Assert.Equal(Reason.None, Place(harness, Wanted(harness)));
        var placed = harness.Last.Single(static effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Person });
        Assert.Equal((OrderType.Fak, false, Size.Shares(6)), (placed.Type, placed.PostOnly, placed.Size));
    }

    [Fact]
    public void A_second_one_waits_for_the_end_of_the_first()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        Assert.Equal(Reason.None, Place(harness, Wanted(harness)));
        Assert.Equal(Reason.CoolingDown, Place(harness, Wanted(harness)));
    }

    [Fact]
    public void A_halt_forbids_it_and_a_resume_allows_it()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        harness.Do(effects => harness.Engine.OnHalt(harness.Now, Reason.ManualHalt, effects));
        Assert.Equal(Reason.ManualHalt, Place(harness, Wanted(harness)));
        Assert.DoesNotContain(harness.Last, static effect => effect.Kind == EffectKind.Place);
    }

    [Fact]
    public void Limits_shrink_it_and_what_is_too_small_or_off_the_grid_is_refused_without_breaking_anything()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        Assert.Equal(Reason.BelowMinimumSize, Place(harness, Wanted(harness) with { Size = Size.Shares(1) }));
        Assert.Equal(Reason.OffGrid, Place(harness, Wanted(harness) with { Limit = new Price(5_201) }));
        Assert.Equal(Reason.None, Place(harness, Wanted(harness) with { Size = Size.Shares(1_000_000) }));
        var placed = harness.Last.Single(static effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Person });
        Assert.True(placed.Size < Size.Shares(1_000_000));
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void Nothing_is_opened_when_the_window_is_too_near_its_end()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        harness.Do(effects => harness.Engine.OnDesiredPhase(harness.Now, harness.Market, MarketPhase.CloseOnly, effects));
        Assert.Equal(Reason.PhaseForbidsOpening, Place(harness, Wanted(harness)));
    }

    [Fact]
    public void What_is_not_held_is_not_sold()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        Assert.NotEqual(Reason.None, Place(harness, Wanted(harness) with { Side = Side.Sell, Limit = Price.Cents(48) }));
    }

    [Fact]
    public void A_market_or_bot_that_is_not_known_is_refused_and_counted()
    {
        var harness = new EngineHarness();
        _ = harness.Quote();
        var before = harness.Engine.Totals.RefusedInputs;
        Assert.Equal(Reason.BotNotRunning, Place(harness, Wanted(harness) with { Bot = new BotId(9) }));
        Assert.Equal(Reason.PhaseDone, Place(harness, Wanted(harness) with { Market = new MarketId(99) }));
        Assert.Equal(before + 2, harness.Engine.Totals.RefusedInputs);
    }

    private static PersonOrder Wanted(EngineHarness harness) => new(harness.Market, new BotId(0), Outcome.Up, Side.Buy, Price.Cents(52), Size.Shares(6), false);

    private static Reason Place(EngineHarness harness, PersonOrder wanted)
    {
        var reason = Reason.None;
        harness.Do(effects => reason = harness.Engine.OnPersonOrder(harness.Now, wanted, effects));
        return reason;
    }
}
