using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Faults;

/// <summary>
/// Which fault happens, how often and when. As text: <c>name[=rate][,key=value]…</c>, for example
/// <c>late-deltas=0.3,for-ms=5000,longest-ms=200</c>; keys are <c>rate</c>, <c>count</c>, <c>after-ms</c>, <c>for-ms</c>,
/// <c>seed</c> and the fault's own parameters.
/// </summary>
/// <param name="Name">A name of the catalogue (<see cref="VenueFaults.All"/>).</param>
public sealed record FaultPlan(string Name)
{
    /// <summary>Probability of each occasion to be struck, 0 to 1. Default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Strikes at most; 0 is no limit. Default 0.</summary>
    public long Count { get; init; }

    /// <summary>From the switching on to the first possible strike. Default 0.</summary>
    public Duration After { get; init; }

    /// <summary>How long it may strike; 0 is until it is switched off. Default 0.</summary>
    public Duration For { get; init; }

    /// <summary>Seed of the fault's own draws; by default one made of the venue's seed and the fault's name.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The fault's own parameters by name; those not named have their defaults.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <exception cref="FaultPlanException">The text is no plan; the message names the key and its value.</exception>
    public static FaultPlan Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var head = parts[0].Split('=', 2);
        var plan = new FaultPlan(head[0]);
        if (head.Length == 2)
        {
            plan = plan with { Rate = Number("rate", head[1]) };
        }

        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in parts.AsSpan(1))
        {
            var pair = part.Split('=', 2);
            plan = pair.Length == 2
                ? plan.With(pair[0], Number(pair[0], pair[1]), values)
                : throw new FaultPlanException($"'{part}' in '{text}' is not key=value.");
        }

        return plan with { Values = values };
    }

    private FaultPlan With(string key, double value, Dictionary<string, double> values)
    {
        switch (key)
        {
            case "rate":
                return this with { Rate = value };
            case "count":
                return this with { Count = Whole(key, value) };
            case "after-ms":
                return this with { After = Duration.FromMilliseconds(Whole(key, value)) };
            case "for-ms":
                return this with { For = Duration.FromMilliseconds(Whole(key, value)) };
            case "seed":
                return this with { Seed = (ulong)Whole(key, value) };
            default:
                values[key] = value;
                return this;
        }
    }

    private static double Number(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FaultPlanException($"{key} is '{text}', which is not a number.");

    // Beyond 2^53 a double no longer holds every whole number; as milliseconds that is 285 000 years.
    private static long Whole(string key, double value) => value is >= 0 and <= 9e15 && value == Math.Floor(value)
        ? (long)value
        : throw new FaultPlanException($"{key} is {value.ToString(CultureInfo.InvariantCulture)}; it must be a whole number from 0.");
}
