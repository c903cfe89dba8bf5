using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Reconnects;

/// <summary>
/// Waiting times between attempts: uniform between the shortest and a ceiling that doubles with every attempt up to the
/// longest, so that clients that failed together do not come back together (Brooker, "Exponential backoff and jitter", 2015).
/// </summary>
public sealed class FullJitter
{
    private readonly Duration _shortest;
    private readonly Duration _longest;
    private readonly DeterministicRandom _random;
    private Duration _ceiling;

    /// <param name="shortest">No wait is shorter; above zero.</param>
    /// <param name="longest">No wait is longer; at least <paramref name="shortest"/>.</param>
    public FullJitter(Duration shortest, Duration longest, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortest.Micros);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest.Micros, shortest.Micros);
        _shortest = shortest;
        _longest = longest;
        _random = random;
        _ceiling = shortest;
    }

    /// <summary>Attempts since the last <see cref="Reset"/>.</summary>
    public int Attempts { get; private set; }

    /// <summary>The wait before the next attempt.</summary>
    public Duration Next()
    {
        Attempts++;
        _ceiling = _ceiling.Micros > _longest.Micros / 2 ? _longest : _ceiling * 2;
        return new Duration(_random.NextInt64(_shortest.Micros, _ceiling.Micros + 1));
    }

    /// <summary>An attempt succeeded: the next wait starts from the shortest again.</summary>
    public void Reset()
    {
        Attempts = 0;
        _ceiling = _shortest;
    }
}
