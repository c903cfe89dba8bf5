using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest;

/// <summary>
/// The only way a run reads its tape: an event is handed out once its moment has come and never before. The program's cursor goes by
/// arrival, the venue's by the venue's own moments; one that stepped back counts as the moment before it.
/// </summary>
internal struct TapeCursor(WindowTape tape, bool atVenue)
{
    private int _next;
    private Timestamp _previous;

    /// <summary>When the next event may be taken; never after the last.</summary>
    public readonly Timestamp NextDue
    {
        get
        {
            if (_next == tape.Events.Length)
            {
                return Timestamp.Never;
            }

            ref readonly var next = ref tape.Events[_next];
            return Timestamp.Later(_previous, atVenue ? next.VenueTime : next.At);
        }
    }

    public bool TryTake(Timestamp now, out TapeEvent taken)
    {
        var due = NextDue;
        if (due > now || due.IsNever)
        {
            taken = default;
            return false;
        }

        _previous = due;
        taken = tape.Events[_next++];
        return true;
    }
}
