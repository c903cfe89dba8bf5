using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Since when a kill stands, and how long each took until nothing of the wallet rested.</summary>
internal sealed class KillClock
{
    private readonly List<TimedKill> _took = [];
    private readonly SortedSet<string> _beside = new(StringComparer.Ordinal);

    /// <summary>When the kill that stands was asked for; null where none stands.</summary>
    public Timestamp? Since { get; private set; }

    /// <summary>The kill that stands has made clear.</summary>
    public bool IsClear { get; private set; }

    /// <summary>From a kill until nothing rested, of each that got there before it was lifted.</summary>
    public IReadOnlyList<TimedKill> Took => _took;

    public void Asked(Timestamp now)
    {
        (Since, IsClear) = (now, false);
        _beside.Clear();
    }

    /// <summary>A fault is going on while a kill is not clear yet.</summary>
    public void Met(string fault) => _beside.Add(fault);

    public void Lifted() => Since = null;

    public void Cleared(Timestamp now)
    {
        IsClear = true;
        _took.Add(new TimedKill(now - Since!.Value, [.. _beside]));
    }
}
