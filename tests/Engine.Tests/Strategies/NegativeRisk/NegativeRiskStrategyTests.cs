using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

public sealed class NegativeRiskStrategyTests
{
    [Fact]
    public void Takes_the_scarcest_leg_first_and_then_all_others_at_once()
    {
        var harness = Begun(out var first);
        Assert.Equal((harness.Markets[1], Outcome.Up, OrderType.Fak, Price.Cents(25)), (first.Market, first.Outcome, first.Type, first.Price));

        harness.Fill(first);
        var others = harness.Placed.Skip(1).ToList();
        Assert.Equal([harness.Markets[0], harness.Markets[2]], others.Select(order => order.Market).OrderBy(market => market.Slot));
        Assert.All(others, order => Assert.Equal((Size.Shares(10), OrderPurpose.Completion, OrderType.Fak), (order.Size, order.Purpose, order.Type)));
    }

    [Fact]
    public void A_whole_group_is_held_through_every_phase_and_pays_more_than_it_cost()
    {
        var harness = Whole();
        var before = harness.Placed.Count;
        harness.First.WaitUntil(harness.First.Spec.Closes + Duration.FromSeconds(1));
        Assert.Equal(before, harness.Placed.Count);
        foreach (var market in harness.Markets)
        {
            harness.First.Do(e => harness.Engine.OnResolution(harness.First.Now, market, market == harness.Markets[2] ? Outcome.Up : Outcome.Down, e));
        }

        Assert.Equal(new Money(1_000_000), harness.Engine.Totals.RealizedPnl);
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_group_that_stays_incomplete_is_worked_out_when_its_time_is_up()
    {
        var harness = Begun(out var first);
        harness.Fill(first);
        foreach (var leg in harness.Placed.Skip(1).ToList())
        {
            harness.Kill(leg);
        }

        for (var seconds = 0; seconds < 14; seconds++)
        {
            harness.First.Wait(Duration.FromSeconds(1));
            harness.Book(0, 40, 45);
            harness.Book(1, 20, 25);
            harness.Book(2, 40, 45);
        }

        var last = harness.Placed[^1];
        Assert.Equal((harness.Markets[1], OrderPurpose.Unwind, Size.Shares(10)), (last.Market, last.Purpose, last.Size));
    }

    [Fact]
    public void What_an_excess_leg_has_beyond_the_group_is_worked_out_and_the_group_stays()
    {
        var harness = Begun(out var first);
        harness.Fill(first);
        foreach (var leg in harness.Placed.Skip(1).ToList())
        {
            harness.Fill(leg, leg.Market == harness.Markets[0] ? Size.Shares(10) : Size.Shares(4));
            harness.Kill(leg);
        }

        harness.Book(2, 60, 65);
        harness.First.Wait(Duration.FromSeconds(13));
        harness.Book(0, 30, 31);
        harness.Book(1, 24, 25);
        var unwinding = harness.Placed.Where(order => order.Purpose == OrderPurpose.Unwind).ToList();
        Assert.NotEmpty(unwinding);
        Assert.All(unwinding, order => Assert.Equal(Size.Shares(6), order.Size));
        Assert.DoesNotContain(unwinding, order => order.Market == harness.Markets[2]);
    }

    [Fact]
    public void An_event_with_a_market_missing_is_not_traded()
    {
        var harness = new EventHarness(3, New(), told: 4);
        Cheap(harness);
        Assert.Empty(harness.Placed);
    }

    [Fact]
    public void A_group_that_seems_to_gain_too_much_is_left_alone_and_said_to()
    {
        var harness = new EventHarness(3, New());
        harness.Book(0, 19, 20);
        harness.Book(1, 19, 20);
        harness.Book(2, 19, 20);
        Assert.Empty(harness.Placed);
        Assert.Equal(Reason.EdgeTooLarge, harness.First.View.NotQuoting);
    }

    [Fact]
    public void Flattening_closes_a_whole_group_too()
    {
        var harness = Whole();
        harness.First.Do(e => harness.Engine.OnFlatten(harness.First.Now, Reason.ManualFlatten, e));
        Assert.Equal(3, harness.Placed.Skip(3).Select(order => order.Market).Distinct().Count());
    }

    [Fact]
    public void A_look_allocates_nothing()
    {
        var harness = Whole();
        var effects = new EffectBuffer();
        var now = harness.First.Now;
        Run(10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(50_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int looks)
        {
            for (var look = 0; look < looks; look++)
            {
                effects.Clear();
                harness.Engine.OnClock(now, effects);
            }
        }
    }

    private static NegativeRiskStrategy New() => new(new NegativeRiskOptions { GasPerGroup = Money.Zero });

    private static void Cheap(EventHarness harness)
    {
        harness.Book(0, 29, 30);
        harness.Book(1, 24, 25, shares: 40);
        harness.Book(2, 34, 35);
    }

    private static EventHarness Begun(out Effect first)
    {
        var harness = new EventHarness(3, New());
        Cheap(harness);
        first = harness.Placed.Single();
        return harness;
    }

    private static EventHarness Whole()
    {
        var harness = Begun(out var first);
        harness.Fill(first);
        foreach (var leg in harness.Placed.Skip(1).ToList())
        {
            harness.Fill(leg);
        }

        return harness;
    }
}
