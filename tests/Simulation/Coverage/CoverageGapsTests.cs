using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.Coverage;

namespace PolyCloud.Simulation.Coverage;

public sealed class CoverageGapsTests
{
    private static readonly UnreachableRule Rule = new(["late-deltas"], ["Settled"], "made up for this test");

    [Fact]
    public void A_table_with_every_cell_met_has_no_gap() => Assert.Empty(CoverageGaps.Of(Full(), FaultChoice.All, []).Missed);

    [Fact]
    public void A_cell_that_was_not_met_is_named()
    {
        var coverage = Full(except: new CoverageCell("kill-switch", "HedgeLock"));
        var gaps = CoverageGaps.Of(coverage, FaultChoice.All, []);
        Assert.Equal(new CoverageCell("kill-switch", "HedgeLock"), Assert.Single(gaps.Missed));
    }

    [Fact]
    public void Both_tables_are_looked_at()
    {
        var coverage = Full(except: new CoverageCell("late-deltas", FaultCoverage.PartlyFilled));
        Assert.Equal(new CoverageCell("late-deltas", FaultCoverage.PartlyFilled), Assert.Single(CoverageGaps.Of(coverage, FaultChoice.All, []).Missed));
    }

    [Fact]
    public void A_cell_that_cannot_be_met_is_no_gap()
    {
        var gaps = CoverageGaps.Of(Full(except: new CoverageCell("late-deltas", "Settled")), FaultChoice.All, [Rule]);
        Assert.Empty(gaps.Missed);
        Assert.Empty(gaps.Contradicted);
    }

    [Fact]
    public void A_cell_that_was_met_against_the_rule_is_told_with_the_rule()
    {
        var contradicted = Assert.Single(CoverageGaps.Of(Full(), FaultChoice.All, [Rule]).Contradicted);
        Assert.Equal(new CoverageCell("late-deltas", "Settled"), contradicted.Cell);
        Assert.Equal(Rule.Because, contradicted.Because);
    }

    [Fact]
    public void Faults_that_were_left_out_have_no_gaps()
    {
        var gaps = CoverageGaps.Of(new FaultCoverage(), FaultChoice.Parse("kill-switch"), []);
        Assert.Equal(["kill-switch"], gaps.Missed.Select(static cell => cell.Fault).Distinct());
        Assert.Equal(FaultCoverage.OrderStates.Count + FaultCoverage.Phases.Count, gaps.Missed.Count);
    }

    private static FaultCoverage Full(CoverageCell? except = null)
    {
        var coverage = new FaultCoverage();
        for (var fault = 0; fault < FaultNames.All.Count; fault++)
        {
            var met = new MetStates(~0, ~0);
            if (except is { } cell && cell.Fault == FaultNames.All[fault])
            {
                met = met.Without(MetStates.Of(cell.State));
            }

            coverage.Count(fault, met);
        }

        return coverage;
    }
}
