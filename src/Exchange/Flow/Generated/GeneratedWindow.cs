using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>One window with its agents. They quote a minute before the open, trade from the open and leave shortly after the end.</summary>
public sealed class GeneratedWindow
{
    private static readonly Duration QuotesBeforeOpen = Duration.FromSeconds(60);
    private static readonly Duration QuotesAfterEnd = Duration.FromSeconds(2);

    private readonly PriorityQueue<Wake, (long Micros, long Order)> _wakes = new();
    private readonly Maker[] _makers;
    private readonly OuterBook _outer;
    private readonly Takers _takers;
    private long _order;

    public GeneratedWindow(WindowMarket market, MakerOptions makers, TakerOptions takers, DeterministicRandom random)
    {
        Market = market;
        _makers = new Maker[makers.Count];
        var starts = Timestamp.Later(market.Venue.Now, market.Spec.Opens - QuotesBeforeOpen);
        for (var index = 0; index < _makers.Length; index++)
        {
            _makers[index] = new Maker(market, makers, random.Fork(100 + (ulong)index));
            Schedule(starts + _makers[index].Rest(), new Wake(Part.Maker, index));
        }

        _outer = new OuterBook(market, makers, random.Fork(1));
        _takers = new Takers(market, takers, random.Fork(2), random.Fork(3));
        Schedule(starts, new Wake(Part.Outer, 0));
        Schedule(Timestamp.Later(starts, market.Spec.Opens) + _takers.Rest(), new Wake(Part.Noise, 0));
    }

    private enum Part
    {
        Maker,
        Outer,
        Noise,
        Informed,
        Follower,
    }

    public WindowMarket Market { get; }

    public bool Left { get; private set; }

    public Timestamp NextDue => _wakes.TryPeek(out _, out var next) ? new Timestamp(next.Micros) : Timestamp.Never;

    /// <summary>The underlying moved: informed takers may react.</summary>
    public void React(Timestamp now)
    {
        if (now >= Market.Spec.Opens && now < Market.Spec.Closes && _takers.React() is { } delay)
        {
            Schedule(now + delay, new Wake(Part.Informed, 0));
        }
    }

    public void Act(Timestamp now)
    {
        if (now >= Market.Spec.Closes + QuotesAfterEnd)
        {
            Leave();
            return;
        }

        var wake = _wakes.Dequeue();
        switch (wake.Part)
        {
            case Part.Maker:
                _makers[wake.Index].Look();
                Schedule(now + _makers[wake.Index].Rest(), wake);
                break;
            case Part.Outer:
                _outer.Look();
                Schedule(now + _outer.Rest(), wake);
                break;
            case Part.Noise:
                _takers.Trade();
                Schedule(now + _takers.Rest(), wake);
                break;
            case Part.Informed:
                FollowSweep(now, _takers.TakeStale());
                break;
            default:
                _takers.Trade();
                FollowSweep(now, follows: true);
                break;
        }
    }

    private void FollowSweep(Timestamp now, bool follows)
    {
        if (follows && _takers.Follow() is { } delay)
        {
            Schedule(now + delay, new Wake(Part.Follower, 0));
        }
    }

    private void Leave()
    {
        foreach (var maker in _makers)
        {
            maker.Leave();
        }

        _outer.Leave();
        _wakes.Clear();
        Left = true;
    }

    private void Schedule(Timestamp at, Wake wake) => _wakes.Enqueue(wake, (at.Micros, _order++));

    private readonly record struct Wake(Part Part, int Index);
}
