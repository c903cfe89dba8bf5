using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Port;

/// <summary>How often an activity is tried, and how long between.</summary>
public sealed record RetryPolicy
{
    /// <summary>Five tries, 1 s, 2 s, 4 s, 8 s apart.</summary>
    public static RetryPolicy Standard { get; } = new();

    /// <summary>One try.</summary>
    public static RetryPolicy Once { get; } = new() { Attempts = 1 };

    /// <summary>Tries in all. Default 5; range 1 to 1 000.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Between the first and the second try; doubled each time. Default 1 s; range 1 ms to 1 h.</summary>
    public Duration First { get; init; } = Duration.FromSeconds(1);

    /// <summary>Longest time between two tries. Default 30 s; range 1 ms to 1 h.</summary>
    public Duration Longest { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long to wait after a failed try, counted from 1.</summary>
    public Duration After(int attempt)
    {
        // Thirty doublings of a millisecond exceed any allowed longest wait.
        var doublings = Math.Min(attempt - 1, 30);
        var micros = (Int128)First.Micros << doublings;
        return micros > Longest.Micros ? Longest : new Duration((long)micros);
    }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        var hour = Duration.FromSeconds(3600);
        var millisecond = Duration.FromMilliseconds(1);
        if (Attempts is < 1 or > 1_000)
        {
            throw new ArgumentException($"attempts is {Attempts}; the range is 1 to 1 000.");
        }

        if (First < millisecond || First > hour || Longest < millisecond || Longest > hour)
        {
            throw new ArgumentException($"first and longest are {First} and {Longest}; the range is 1 ms to 1 h.");
        }
    }
}
