using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>How many messages came in the last ten seconds, by the second.</summary>
internal sealed class FramePace
{
    private const int Seconds = 10;

    private readonly int[] _counts = new int[Seconds];
    private long _second;

    /// <summary>In the ten seconds up to the last message, the one it came in included.</summary>
    public int Recent { get; private set; }

    /// <summary>A new connection: what the old one was like says nothing.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Recent = 0;
    }

    public void Note(Timestamp now)
    {
        // Time that goes backwards is the same second.
        for (var passed = Math.Min(now.Seconds - _second, Seconds); passed > 0; passed--)
        {
            ref var oldest = ref _counts[(now.Seconds - passed + 1) % Seconds];
            Recent -= oldest;
            oldest = 0;
        }

        _second = Math.Max(_second, now.Seconds);
        _counts[_second % Seconds]++;
        Recent++;
    }
}
