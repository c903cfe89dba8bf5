using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;

namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>What many seeds add up to.</summary>
public sealed class SweepReport
{
    private readonly List<Duration> _kills = [];
    private readonly List<Duration> _convergence = [];
    private readonly SortedDictionary<ulong, string> _breaches = [];
    private readonly SortedSet<ulong> _unrepeatable = [];

    public long Seeds { get; private set; }

    public long Windows { get; private set; }

    public long ExchangeEvents { get; private set; }

    public long Moments { get; private set; }

    public long Orders { get; private set; }

    public long Trades { get; private set; }

    public long Mishaps { get; private set; }

    public long Starts { get; private set; }

    /// <summary>Name of the broken invariant by seed.</summary>
    public IReadOnlyDictionary<ulong, string> Breaches => _breaches;

    /// <summary>Seeds whose second run took another way.</summary>
    public IReadOnlySet<ulong> Unrepeatable => _unrepeatable;

    public FaultCoverage Coverage { get; } = new();

    public int Kills => _kills.Count;

    public int Converged => _convergence.Count;

    public Duration KillToClear(double quantile) => At(_kills, quantile);

    public Duration Convergence(double quantile) => At(_convergence, quantile);

    internal void Add(SimulationResult result, bool repeats)
    {
        Seeds++;
        Windows += result.Windows;
        ExchangeEvents += result.ExchangeEvents;
        Moments += result.Moments;
        Orders += result.OrdersTaken;
        Trades += result.Trades;
        Mishaps += result.Mishaps.Count;
        Starts += result.Starts;
        Coverage.Add(result.Coverage);
        _kills.AddRange(result.KillsToClear);
        if (result.Convergence is { } took)
        {
            _convergence.Add(took);
        }

        if (result.Breach is { } breach)
        {
            _breaches[result.Seed] = breach.Invariant;
        }

        if (!repeats)
        {
            _unrepeatable.Add(result.Seed);
        }
    }

    private static Duration At(List<Duration> values, double quantile)
    {
        if (values.Count == 0)
        {
            return Duration.Zero;
        }

        values.Sort();
        return values[(int)((values.Count - 1) * quantile)];
    }
}
