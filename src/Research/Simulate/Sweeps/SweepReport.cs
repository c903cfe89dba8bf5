using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Research.Simulate.Invariants;

namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>What many seeds add up to.</summary>
public sealed class SweepReport
{
    private readonly List<TimedKill> _kills = [];
    private readonly List<Duration> _convergence = [];
    private readonly SortedDictionary<ulong, string> _breaches = [];
    private readonly SortedSet<ulong> _unrepeatable = [];
    private readonly SortedDictionary<ulong, string> _traces = [];

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

    /// <summary>One hash over the trace hashes of all seeds, 16 hexadecimal digits: two sweeps over the same seeds print the same, or differ somewhere.</summary>
    public string Traces => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', _traces.Select(static trace => $"{trace.Key} {trace.Value}")))))[..16];

    public FaultCoverage Coverage { get; } = new();

    public int Converged => _convergence.Count;

    /// <summary>How long kills took to clear while a fault was going on.</summary>
    /// <param name="fault">The fault; empty for kills beside which nothing was wrong, null for all kills.</param>
    public KillTimes KillToClear(string? fault)
    {
        var took = _kills
            .Where(kill => fault is null || (fault.Length == 0 ? kill.Beside.Count == 0 : kill.Beside.Contains(fault, StringComparer.Ordinal)))
            .Select(static kill => kill.Took)
            .ToList();
        return new KillTimes(took.Count, At(took, 0.5), At(took, 0.99), At(took, 1));
    }

    public Duration Convergence(double quantile) => At(_convergence, quantile);

    internal void Add(SimulationResult result, bool repeats)
    {
        Seeds++;
        _traces[result.Seed] = result.TraceHash;
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

/// <summary>Of some kills, until nothing rested, in virtual time.</summary>
public readonly record struct KillTimes(int Count, Duration Median, Duration P99, Duration Most);
