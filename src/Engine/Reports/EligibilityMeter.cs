using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>How long and how often the spread rule was met while making, and how long its episodes lasted.</summary>
internal sealed class EligibilityMeter
{
    /// <summary>Upper ends of the duration classes, in milliseconds; the last class is open.</summary>
    public static readonly int[] ClassLimitsMilliseconds = [25, 50, 100, 250, 500, 1000];

    private readonly long[] _episodesByDuration = new long[ClassLimitsMilliseconds.Length + 1];
    private Timestamp _last;
    private Timestamp _episodeBegan;
    private bool _making;
    private bool _eligible;

    public Duration MakingTime { get; private set; }

    public Duration EligibleTime { get; private set; }

    public long Episodes { get; private set; }

    /// <summary>Ended episodes per duration class.</summary>
    public ReadOnlySpan<long> EpisodesByDuration => _episodesByDuration;

    /// <summary>What held from the last call until <paramref name="now"/> is counted; what holds from now on is remembered.</summary>
    public void Observe(Timestamp now, bool making, bool eligible)
    {
        eligible &= making;
        if (_making)
        {
            MakingTime += now - _last;
        }

        if (_eligible)
        {
            EligibleTime += now - _last;
        }

        if (eligible && !_eligible)
        {
            Episodes++;
            _episodeBegan = now;
        }
        else if (!eligible && _eligible)
        {
            _episodesByDuration[ClassOf(now - _episodeBegan)]++;
        }

        _making = making;
        _eligible = eligible;
        _last = now;
    }

    private static int ClassOf(Duration episode)
    {
        var index = 0;
        while (index < ClassLimitsMilliseconds.Length && episode > Duration.FromMilliseconds(ClassLimitsMilliseconds[index]))
        {
            index++;
        }

        return index;
    }
}
