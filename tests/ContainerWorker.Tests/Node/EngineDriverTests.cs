using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Tests.Node;

public sealed class EngineDriverTests
{
    private readonly EngineDriver _driver = new(new JournaledEngine(new TradingEngine(new EngineOptions()), null), static () => 0);

    [Fact]
    public void Effects_are_handed_over_in_order_and_answers_to_them_after_them()
    {
        Add(Reason.Dust);
        Add(Reason.Overfill);
        var carried = new List<Reason>();
        _driver.Drain(carried, (List<Reason> seen, in Effect effect) =>
        {
            seen.Add(effect.Reason);
            if (effect.Reason == Reason.Dust)
            {
                Add(Reason.Shutdown);
            }
        });
        Assert.Equal([Reason.Dust, Reason.Overfill, Reason.Shutdown], carried);
        Assert.Equal(0, _driver.Effects.Count);
    }

    [Fact]
    public void Effects_that_answer_themselves_for_ever_are_a_defect()
    {
        Add(Reason.Dust);
        Assert.Throws<InvalidOperationException>(() => _driver.Drain(0, (int _, in Effect _) => Add(Reason.Dust)));
    }

    [Fact]
    public void Step_durations_are_counted()
    {
        var now = 0L;
        var driver = new EngineDriver(new JournaledEngine(new TradingEngine(new EngineOptions()), null), () => now);
        var began = driver.Begin();
        now = 5_000;
        driver.End(began);
        Assert.Equal(1, driver.Decisions.Count);
        Assert.Equal(5_000, driver.Decisions.MaximumNanoseconds);
    }

    [Fact]
    public void The_first_second_of_decisions_is_counted_apart()
    {
        var now = 1_000L;
        var driver = new EngineDriver(new JournaledEngine(new TradingEngine(new EngineOptions()), null), () => now);
        foreach (var began in new[] { 1_000L, 1_000_000_999, 1_000_001_000, 5_000_000_000 })
        {
            now = began + 7;
            driver.End(began);
        }

        Assert.Equal((4, 2), (driver.Decisions.Count, driver.FirstDecisions.Count));
    }

    private void Add(Reason reason) => _driver.Effects.Add(EffectKind.Note, Timestamp.FromSeconds(1)).Reason = reason;
}
