using PolyCloud.Research.Simulate.Chaos;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>What the table of a sweep lacks, and where it says more than is held to be possible.</summary>
public sealed class CoverageGaps
{
    private CoverageGaps(IReadOnlyList<CoverageCell> missed, IReadOnlyList<(CoverageCell Cell, string Because)> contradicted) => (Missed, Contradicted) = (missed, contradicted);

    /// <summary>Cells that can be met and were not.</summary>
    public IReadOnlyList<CoverageCell> Missed { get; }

    /// <summary>Cells that were met though a rule says they cannot be, with what the rule says.</summary>
    public IReadOnlyList<(CoverageCell Cell, string Because)> Contradicted { get; }

    /// <param name="faults">Those that could happen in the sweep; the others are not looked at.</param>
    /// <param name="rules">Which cells cannot be met.</param>
    public static CoverageGaps Of(FaultCoverage coverage, FaultChoice faults, IReadOnlyList<UnreachableRule> rules)
    {
        var missed = new List<CoverageCell>();
        var contradicted = new List<(CoverageCell, string)>();
        foreach (var (cell, hits) in coverage.Cells().Where(entry => faults.Allows(entry.Cell.Fault)))
        {
            var rule = rules.FirstOrDefault(rule => rule.Holds(cell));
            if (rule is null && hits == 0)
            {
                missed.Add(cell);
            }
            else if (rule is not null && hits > 0)
            {
                contradicted.Add((cell, rule.Because));
            }
        }

        return new CoverageGaps(missed, contradicted);
    }
}
