using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class InvariantGuardTests
{
    [Fact]
    public void More_executions_than_can_be_remembered_halt_the_market_cancel_and_count()
    {
        var harness = new EngineHarness(new EngineOptions { MaximumFillsPerMarket = 16 });
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        for (var number = 0; number < 16; number++)
        {
            harness.Fill(entry, new Size(10_000));
        }

        Assert.Equal(Reason.None, harness.View.Halt);
        harness.Fill(entry, new Size(10_000));
        Assert.Equal(Reason.InvariantBroken, harness.View.Halt);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.CancelMarket && effect.Reason == Reason.InvariantBroken);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Cancel && effect.Intent == entry.Intent);
        Assert.Equal(1, harness.Engine.Totals.InvariantBreaches);
        harness.Book(47, 52);
        Assert.Single(harness.Placed());
    }
}
