using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>
/// Order flow of multi-outcome events made from a seed. One path of the underlying gives the probabilities of all ranges, which add to
/// one; the agents of each market are its own, look at their own moments and draw from their own streams, as in a window. So the books of
/// an event agree only as far as their makers follow the same underlying, and nobody arbitrages them against each other.
/// </summary>
public sealed class EventFlow : IOrderFlow
{
    private static readonly Duration Lead = Duration.FromSeconds(90);

    /// <summary>Events listed ahead of the running one.</summary>
    private const int Ahead = 1;

    /// <summary>Width of a range over the deviation of the underlying from listing to close: no outcome is sure from the start.</summary>
    private const double WidthDeviations = 0.7;

    private readonly ExchangeVenue _venue;
    private readonly EventFlowOptions _options;
    private readonly ulong _seed;
    private readonly UnderlyingFeed _underlying;
    private readonly List<RunningEvent> _events = [];
    private int _listed;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public EventFlow(ExchangeVenue venue, EventFlowOptions options, DeterministicRandom random)
    {
        options.Validate();
        _venue = venue;
        _options = options;
        _underlying = new UnderlyingFeed(venue, options.Underlying, random.Fork(1), Starts);
        _seed = random.Fork(2).NextUInt64();
    }

    /// <summary>When the first observation and the first listing happen: 90 s before the first event opens.</summary>
    public Timestamp Starts => _options.FirstOpens - Lead;

    public Timestamp NextDue
    {
        get
        {
            var next = _underlying.NextStep;
            foreach (var running in _events)
            {
                next = Timestamp.Earlier(next, running.NextDue);
            }

            return next;
        }
    }

    public void Act(Timestamp now)
    {
        if (_underlying.NextStep <= now)
        {
            Step(_underlying.NextStep);
            return;
        }

        foreach (var running in _events)
        {
            running.Act(now);
        }

        _events.RemoveAll(running => running.IsOver);
    }

    private void Step(Timestamp now)
    {
        ListAhead(now);
        if (_underlying.Step() is { } observed)
        {
            _events.ForEach(running => running.Observe(observed, now));
        }

        _events.ForEach(running => running.Reprice(now, _underlying.Path));
        if (_listed == _options.EventsMax && _events.Count == 0)
        {
            _underlying.End();
        }
    }

    /// <summary>Keeps the running event and the next one listed.</summary>
    private void ListAhead(Timestamp now)
    {
        var length = _options.Interval.Length();
        while (_listed < _options.EventsMax && (_listed <= Ahead || _options.FirstOpens + (length * (_listed - Ahead)) <= now))
        {
            var opens = _options.FirstOpens + (length * _listed);
            var seconds = (opens + length - now).TotalSeconds;
            var width = WidthDeviations * _underlying.Path.Dollars * Math.Sqrt(_options.Underlying.VariancePerSecond(1) * seconds);
            var listed = new RangeEvent(opens, _options.Interval, PriceRanges.Around(_underlying.Path.Dollars, width, _options.Outcomes));
            _events.Add(new RunningEvent(_venue, listed, _options, _seed));
            _listed++;
        }
    }
}
