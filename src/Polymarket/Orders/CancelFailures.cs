using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// Whether every cancel has failed for so long that only the venue's dead-man switch can clear the book: refused, or not answered,
/// whatever the reason. One that is carried out ends it, and so does silence: whoever still wants a cancel asks again within a second.
/// </summary>
internal sealed class CancelFailures
{
    /// <summary>A second try of the engine's and one of a sweep fit in. Short, because the switch takes up to 15 s more.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(3);

    /// <summary>Longer than the longest pause between two tries. Shorter than the venue's patience with beats, less that of the last one.</summary>
    private static readonly Duration Memory = Duration.FromSeconds(6);

    private Timestamp _first = Timestamp.Never;
    private Timestamp _last;

    /// <summary>When <see cref="HaveLasted"/> changes next without another outcome.</summary>
    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Failed(Timestamp now)
    {
        if (_first.IsNever || now - _last > Memory)
        {
            _first = now;
        }

        _last = now;
        Look(now);
    }

    public void Succeeded()
    {
        _first = Timestamp.Never;
        NextDeadline = Timestamp.Never;
    }

    public void Look(Timestamp now)
    {
        if (!_first.IsNever)
        {
            NextDeadline = now < _first + Patience ? _first + Patience : now <= _last + Memory ? _last + Memory + new Duration(1) : Timestamp.Never;
        }
    }

    /// <param name="underWay">A cancel is in flight, or waits for its token.</param>
    public bool HaveLasted(Timestamp now, bool underWay) => !_first.IsNever && now - _first >= Patience && (underWay || now - _last <= Memory);
}
