using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Faults;

/// <summary>
/// Something that goes wrong on purpose: a name, when it may strike, and how often it has. One class a fault; each draws from a
/// stream of its own, so that switching one on never changes what another one, or the venue, does.
/// </summary>
public abstract class VenueFault
{
    private DeterministicRandom _random = new(0);

    private protected VenueFault(string name, string description, params FaultParameter[] parameters)
    {
        Name = name;
        Description = description;
        Parameters = parameters;
    }

    /// <summary>Lower-case words with hyphens.</summary>
    public string Name { get; }

    /// <summary>One sentence: what a client sees.</summary>
    public string Description { get; }

    /// <summary>The numbers it takes beside rate and window.</summary>
    public IReadOnlyList<FaultParameter> Parameters { get; }

    /// <summary>What it was switched on with; null while it is off.</summary>
    public FaultPlan? Plan { get; private set; }

    public bool IsOn => Plan is not null;

    /// <summary>Strikes since it was last switched on.</summary>
    public long Occurrences { get; private set; }

    /// <summary>First moment of its window.</summary>
    internal Timestamp Onset { get; private set; }

    /// <summary>First moment after its window.</summary>
    internal Timestamp Ends { get; private set; }

    /// <exception cref="FaultPlanException">A value is outside its range or of no known name.</exception>
    internal virtual void Validate(FaultPlan plan)
    {
        if (plan.Rate is not (>= 0 and <= 1))
        {
            throw new FaultPlanException($"{Name}: rate is {Text(plan.Rate)}; allowed is 0 to 1.");
        }

        if (plan.Count < 0 || plan.After < Duration.Zero || plan.For < Duration.Zero)
        {
            throw new FaultPlanException($"{Name}: count, after-ms and for-ms are not negative.");
        }

        foreach (var (key, value) in plan.Values)
        {
            var parameter = Parameters.FirstOrDefault(known => known.Name == key)
                ?? throw new FaultPlanException($"{Name} takes no '{key}'; it takes rate, count, after-ms, for-ms, seed{string.Concat(Parameters.Select(known => ", " + known.Name))}.");
            if (!(value >= parameter.Least && value <= parameter.Most))
            {
                throw new FaultPlanException($"{Name}: {key} is {Text(value)}; allowed is {Text(parameter.Least)} to {Text(parameter.Most)}.");
            }
        }
    }

    internal void SwitchOn(Timestamp now, FaultPlan plan, DeterministicRandom random)
    {
        (Plan, _random, Occurrences) = (plan, random, 0);
        Onset = now + plan.After;
        Ends = plan.For == Duration.Zero ? Timestamp.Never : Onset + plan.For;
        Reset();
    }

    internal void SwitchOff()
    {
        Plan = null;
        Reset();
    }

    /// <summary>Its window has begun.</summary>
    internal virtual void Begin(Timestamp now)
    {
    }

    /// <summary>Its window is over, or it was switched off within.</summary>
    internal virtual void End(Timestamp now)
    {
    }

    internal bool IsActive(Timestamp now) => Plan is not null && now >= Onset && now < Ends;

    /// <summary>Draws whether this occasion is struck, and counts it where it is.</summary>
    internal bool Strikes(Timestamp now)
    {
        if (!IsActive(now) || (Plan!.Count > 0 && Occurrences >= Plan.Count) || !_random.Chance(Plan.Rate))
        {
            return false;
        }

        Occurrences++;
        return true;
    }

    private protected double Value(string name) =>
        Plan is { } plan && plan.Values.TryGetValue(name, out var value) ? value : Parameters.First(known => known.Name == name).Default;

    private protected Duration Milliseconds(string name) => new((long)(Value(name) * 1000));

    /// <summary>Uniform from zero up to the longest.</summary>
    private protected Duration DrawUpTo(Duration longest) => longest == Duration.Zero ? longest : new Duration(_random.NextInt64(0, longest.Micros + 1));

    /// <summary>Uniform in [0, <paramref name="bound"/>).</summary>
    private protected int DrawBelow(int bound) => _random.NextInt32(bound);

    /// <summary>Forgets what an earlier switching on left.</summary>
    private protected virtual void Reset()
    {
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
