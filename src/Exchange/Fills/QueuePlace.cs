using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills.Queues;

namespace PolyCloud.Exchange.Fills;

/// <summary>
/// An order's place in its level. A trade shows twice, as a print and as a smaller level, in either order and some milliseconds apart:
/// what one of them has told the other must not tell again. A level that shrank waits for its print; what no print explains in time
/// were cancels.
/// </summary>
internal sealed class QueuePlace(IQueueModel model, Duration printWindow, long displayed)
{
    private long _unexplained;
    private long _printed;
    private Timestamp _printedUntil;

    /// <summary>Shares before the order.</summary>
    internal long Ahead { get; private set; } = model.Join(displayed);

    /// <summary>When the oldest unexplained shrink counts as cancels.</summary>
    internal Timestamp SettlesAt { get; private set; } = Timestamp.Never;

    /// <summary>A print at the price of this many shares; returns how many of them got past the queue.</summary>
    internal long OnPrint(Timestamp at, long traded)
    {
        var told = Math.Min(traded, _unexplained);
        _unexplained -= told;
        _printed = (at <= _printedUntil ? _printed : 0) + traded - told;
        _printedUntil = at + printWindow;
        var reached = Math.Max(0, traded - Ahead);
        Ahead = model.Trade(Ahead, traded);
        return reached;
    }

    internal void OnShrink(Timestamp at, long lost)
    {
        var told = at <= _printedUntil ? Math.Min(lost, _printed) : 0;
        _printed -= told;
        if (lost > told)
        {
            _unexplained += lost - told;
            SettlesAt = Timestamp.Earlier(SettlesAt, at + printWindow);
        }
    }

    /// <summary>What is still unexplained were cancels.</summary>
    internal void Settle(long displayedNow)
    {
        if (_unexplained > 0)
        {
            Ahead = model.Shrink(Ahead, displayedNow + _unexplained, displayedNow);
        }

        Ahead = Math.Min(Ahead, displayedNow);
        _unexplained = 0;
        SettlesAt = Timestamp.Never;
    }

    /// <summary>The market stands at or beyond the price: nobody is ahead any more.</summary>
    internal void Reach()
    {
        Ahead = 0;
        _unexplained = 0;
        SettlesAt = Timestamp.Never;
    }
}
