using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>The dead-man switch of the paper venue: a chain of ids, and a sweep when they stop coming.</summary>
internal sealed class PaperHeartbeats
{
    /// <summary>The venue sweeps 10 to 15 s after the last beat.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(15);

    private long _beats;

    public Timestamp SweepAt { get; private set; } = Timestamp.Never;

    /// <summary>One beat with its id; the empty id begins a chain.</summary>
    /// <returns>Whether it was the expected one, and the id of the next.</returns>
    public (bool Accepted, string Next) Beat(Timestamp now, string id)
    {
        if (id.Length > 0 && id != Name(_beats))
        {
            return (false, Name(_beats));
        }

        SweepAt = now + Patience;
        return (true, Name(++_beats));
    }

    /// <summary>True once when the beats have stopped.</summary>
    public bool TakeSweep(Timestamp now)
    {
        var due = SweepAt <= now;
        SweepAt = due ? Timestamp.Never : SweepAt;
        return due;
    }

    private static string Name(long beat) => "paper-" + beat.ToString(CultureInfo.InvariantCulture);
}
