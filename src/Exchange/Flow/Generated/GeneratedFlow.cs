using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// Order flow made from a seed: the underlying's path, its 1 Hz oracle observations, the listing of the windows ahead, and the agents of
/// each window. Every part draws from its own stream, so that one part's draws never shift another's.
/// </summary>
public sealed class GeneratedFlow : IOrderFlow
{
    /// <summary>The opening mean of the first window needs the minute before it.</summary>
    private static readonly Duration Lead = Duration.FromSeconds(90);

    private readonly ExchangeVenue _venue;
    private readonly GeneratedFlowOptions _options;
    private readonly ulong _seed;
    private readonly UnderlyingFeed _underlying;
    private readonly List<GeneratedWindow> _windows = [];
    private int _listed;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public GeneratedFlow(ExchangeVenue venue, GeneratedFlowOptions options, DeterministicRandom random)
    {
        options.Validate();
        _venue = venue;
        _options = options;
        _underlying = new UnderlyingFeed(venue, options.Underlying, random.Fork(1), Starts);
        _seed = random.Fork(2).NextUInt64();
    }

    /// <summary>When the first observation and the first listing happen: 90 s before the first window opens.</summary>
    public Timestamp Starts => _options.FirstOpens - Lead;

    public Timestamp NextDue
    {
        get
        {
            var next = _underlying.NextStep;
            foreach (var window in _windows)
            {
                next = Timestamp.Earlier(next, window.NextDue);
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

        for (var index = 0; index < _windows.Count; index++)
        {
            if (_windows[index].NextDue > now)
            {
                continue;
            }

            _windows[index].Act(now);
            if (_windows[index].Left)
            {
                _windows.RemoveAt(index--);
            }
        }
    }

    private void Step(Timestamp now)
    {
        ListAhead(now);
        if (_underlying.Step() is { } observed)
        {
            foreach (var window in _windows)
            {
                window.Market.Observe(observed.ToDouble(), now.Seconds);
            }
        }

        foreach (var window in _windows)
        {
            window.Market.Reprice(now, _underlying.Path);
            window.React(now);
        }

        // The oracle goes on for as long as a window still settles; after the last one the flow is over.
        if (_listed == _options.WindowsMax && _windows.Count == 0)
        {
            _underlying.End();
        }
    }

    /// <summary>Keeps the running window and the next ones listed.</summary>
    private void ListAhead(Timestamp now)
    {
        while (_listed < _options.WindowsMax)
        {
            var length = _options.Interval.Length();
            var opens = _options.FirstOpens + (length * _listed);
            if (opens - (length * _options.WindowsAhead) > now && _listed > _options.WindowsAhead)
            {
                return;
            }

            var spec = RollingWindows.Spec(opens, _options.Settlement, _options.Interval);
            if (_options.TokenId is { } name)
            {
                spec = spec with { UpTokenId = name(spec.ConditionId, Outcome.Up), DownTokenId = name(spec.ConditionId, Outcome.Down) };
            }

            var listing = _venue.List(spec, takerDelay: true);
            var model = new UpOrDownModel(spec, _options.Settlement == SettlementRule.TimeWeightedAverage60Seconds ? 60 : 1);
            var market = new WindowMarket(_venue, listing.Id, spec, model);
            _windows.Add(new GeneratedWindow(market, _options.Makers, _options.Takers, new DeterministicRandom(_seed ^ RollingWindows.Stream(opens))));
            _listed++;
        }
    }
}
