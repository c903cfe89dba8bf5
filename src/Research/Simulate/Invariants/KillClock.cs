using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Since when a kill stands, and how long each took until nothing of the wallet rested.</summary>
internal sealed class KillClock
{
    private readonly List<Duration> _took = [];

    /// <summary>When the kill that stands was asked for; null where none stands.</summary>
    public Timestamp? Since { get; private set; }

    /// <summary>The kill that stands has made clear.</summary>
    public bool IsClear { get; private set; }

    /// <summary>From a kill until nothing rested, of each that got there before it was lifted.</summary>
    public IReadOnlyList<Duration> Took => _took;

    public void Asked(Timestamp now) => (Since, IsClear) = (now, false);

    public void Lifted() => Since = null;

    public void Cleared(Timestamp now)
    {
        IsClear = true;
        _took.Add(now - Since!.Value);
    }
}
