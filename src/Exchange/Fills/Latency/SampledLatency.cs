using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills.Latency;

/// <summary>
/// Drawn from recorded delays, entry and response each on its own, with a seed. Ignores: that delays come in runs and rise with
/// the load of the venue.
/// </summary>
public sealed class SampledLatency : ILatencyModel
{
    private readonly Duration[] _entries;
    private readonly Duration[] _responses;
    private readonly DeterministicRandom _random;

    /// <exception cref="ArgumentException">A list is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A delay outside 0 to 60 s.</exception>
    public SampledLatency(IReadOnlyList<Duration> entries, IReadOnlyList<Duration> responses, DeterministicRandom random)
    {
        _entries = Checked(entries, nameof(entries));
        _responses = Checked(responses, nameof(responses));
        _random = random;
    }

    public string Name => $"sampled from {_entries.Length} delays in, {_responses.Length} out";

    public Duration Entry() => _entries[_random.NextInt32(_entries.Length)];

    public Duration Response() => _responses[_random.NextInt32(_responses.Length)];

    private static Duration[] Checked(IReadOnlyList<Duration> delays, string name)
    {
        if (delays.Count == 0)
        {
            throw new ArgumentException("No delay to draw from.", name);
        }

        foreach (var delay in delays)
        {
            LatencyRange.Check(delay, name);
        }

        return [.. delays];
    }
}
