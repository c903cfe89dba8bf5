using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_text_holds_name_rate_window_seed_and_the_faults_own_numbers()
    {
        var plan = FaultPlan.Parse("late-deltas=0.25,count=3,after-ms=100,for-ms=2000,seed=9,longest-ms=40");
        Assert.Equal(("late-deltas", 0.25, 3L, 9UL), (plan.Name, plan.Rate, plan.Count, plan.Seed));
        Assert.Equal((Duration.FromMilliseconds(100), Duration.FromSeconds(2)), (plan.After, plan.For));
        Assert.Equal(40, plan.Values["longest-ms"]);
        Assert.Equal(1, FaultPlan.Parse("half-open").Rate);
    }

    [Theory]
    [InlineData("no-such-fault", "no-such-fault")]
    [InlineData("late-deltas=2", "rate is 2")]
    [InlineData("late-deltas=often", "often")]
    [InlineData("late-deltas,longest-ms=-1", "longest-ms is -1")]
    [InlineData("late-deltas,colour=3", "colour")]
    [InlineData("late-deltas,count=1.5", "count is 1.5")]
    [InlineData("late-deltas,count", "count")]
    [InlineData("tick-change,tick-units=7", "tick-units is 7")]
    public void What_is_wrong_with_a_plan_is_named_and_nothing_is_switched(string text, string named)
    {
        var venue = new TestVenue();
        var problem = Assert.Throws<FaultPlanException>(() => venue.Venue.Faults.SwitchOn(text));
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(venue.Venue.Faults.All, fault => fault.IsOn);
    }

    [Fact]
    public void Every_fault_has_a_name_of_its_own_and_says_what_it_does()
    {
        var faults = new TestVenue().Venue.Faults.All;
        Assert.Equal(faults.Count, faults.Select(fault => fault.Name).Distinct().Count());
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Description, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.All(fault.Parameters, known => Assert.InRange(known.Default, known.Least, known.Most)));
    }
}
