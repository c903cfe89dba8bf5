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
    private readonly UnderlyingPath _path;
    private readonly List<GeneratedWindow> _windows = [];
    private Timestamp _nextStep;
    private int _listed;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public GeneratedFlow(ExchangeVenue venue, GeneratedFlowOptions options, DeterministicRandom random)
    {
        options.Validate();
        _venue = venue;
        _options = options;
        _path = new UnderlyingPath(options.Underlying, random.Fork(1));
        _seed = random.Fork(2).NextUInt64();
        _nextStep = Starts;
    }

    /// <summary>When the first observation and the first listing happen: 90 s before the first window opens.</summary>
    public Timestamp Starts => _options.FirstOpens - Lead;

    public Timestamp NextDue
    {
        get
        {
            var next = _nextStep;
            foreach (var window in _windows)
            {
                next = Timestamp.Earlier(next, window.NextDue);
            }

            return next;
        }
    }

    public void Act(Timestamp now)
    {
        if (_nextStep <= now)
        {
            Step(_nextStep);
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
        _path.Advance();
        if (now.Micros % Timestamp.PerSecond == 0)
        {
            var observed = _path.Observe();
            _venue.ObserveUnderlying("btc", observed, now);
            foreach (var window in _windows)
            {
                window.Market.Observe(observed.ToDouble(), now.Seconds);
            }
        }
        else
        {
            _venue.MoveUnderlying("btc", _path.Observe(), now);
        }

        foreach (var window in _windows)
        {
            window.Market.Reprice(now, _path);
            window.React(now);
        }

        // The oracle goes on for as long as a window still settles; after the last one the flow is over.
        var over = _listed == _options.WindowsMax && _windows.Count == 0;
        _nextStep = over ? Timestamp.Never : now + UnderlyingPath.Step;
    }

    /// <summary>Keeps the running window and the next ones listed.</summary>
    private void ListAhead(Timestamp now)
    {
        while (_listed < _options.WindowsMax)
        {
            var length = RollingWindows.LengthOf(_options.Interval);
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
