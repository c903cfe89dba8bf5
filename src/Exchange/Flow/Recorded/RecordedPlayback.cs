using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>One recorded window being played: listed ahead of the open, its books, its end.</summary>
public sealed class RecordedPlayback
{
    public static readonly Duration ListedAhead = Duration.FromSeconds(120);

    private static readonly Duration GapLength = Duration.FromSeconds(5);

    private readonly ExchangeVenue _venue;
    private readonly RecordedWindow _window;
    private readonly RecordedProvenance _provenance;
    private readonly RecordedBook _book = new();
    private readonly List<RecordedLevel> _changes = [];
    private readonly MarketSpec _spec;
    private readonly Outcome _side;
    private readonly Outcome? _winner;
    private ListingId? _listing;
    private Timestamp _previous;
    private int _next;

    public RecordedPlayback(ExchangeVenue venue, RecordedWindow window, RecordedOutcomes outcomes, RecordedProvenance provenance)
    {
        _venue = venue;
        _window = window;
        _provenance = provenance;
        var side = outcomes.SideOf(window.Header.Tokens[window.Token]);
        provenance.SidesAssumed += side is null ? 1 : 0;
        _side = side ?? Outcome.Down;
        _winner = outcomes.WinnerOf(window.Header.Slug);
        _spec = Spec();
        NextDue = window.Opens - ListedAhead;
        _previous = window.Opens;
    }

    public Timestamp Opens => _window.Opens;

    public Timestamp NextDue { get; private set; }

    public bool Over { get; private set; }

    public void Act(Timestamp now)
    {
        _listing ??= _venue.List(_spec, takerDelay: true).Id;
        for (; _next < _window.Events.Count && _window.Events[_next].At <= now; _next++)
        {
            Show(_window.Events[_next]);
        }

        if (_next < _window.Events.Count)
        {
            // The recorded clock stepped back a few times: such a book is shown at once, never in the past.
            NextDue = Timestamp.Later(_window.Events[_next].At, now + new Duration(1));
        }
        else if (now < _window.Closes)
        {
            NextDue = _window.Closes;
        }
        else
        {
            End();
        }
    }

    private void Show(RecordedEvent recorded)
    {
        if (recorded.At - _previous > GapLength)
        {
            _provenance.AddGap(new RecordedGap(_window.Header.Slug, _previous, recorded.At - _previous));
        }

        _previous = Timestamp.Later(_previous, recorded.At);
        _book.Apply(recorded, _changes);
        foreach (var change in _changes)
        {
            Set(change);
        }

        _provenance.EventsPlayed++;
    }

    /// <summary>A Down bid at p is an Up ask at 1 − p.</summary>
    private void Set(RecordedLevel level)
    {
        var mirrored = _side == Outcome.Down;
        _venue.SetExternalLevel(_listing!.Value, mirrored ? level.Side.Opposite() : level.Side, mirrored ? level.Price.Complement : level.Price, level.Size);
    }

    /// <summary>Liquidity is not claimed beyond the recording: the book is emptied and the winner told.</summary>
    private void End()
    {
        var (winner, source) = Winner();
        _provenance.AddWinner(_window.Header.Slug, winner, source);
        foreach (var price in _book.Bids.Keys)
        {
            Set(new RecordedLevel(Side.Buy, new Price(price), Size.Zero));
        }

        foreach (var price in _book.Asks.Keys)
        {
            Set(new RecordedLevel(Side.Sell, new Price(price), Size.Zero));
        }

        if (winner is { } known)
        {
            _venue.DeclareWinner(_listing!.Value, known);
        }

        NextDue = Timestamp.Never;
        Over = true;
    }

    private (Outcome? Winner, string Source) Winner()
    {
        if (_winner is { } inferred)
        {
            return (inferred, "windows.csv");
        }

        // An empty side counts as the edge: nobody offers the winner, nobody bids for the loser.
        var bid = _book.Bids.Count > 0 ? _book.Bids.Keys.Max() : 0;
        var ask = _book.Asks.Count > 0 ? _book.Asks.Keys.Min() : Price.Scale;
        return (bid + ask).CompareTo(Price.Scale) switch
        {
            > 0 => (_side, "last recorded mid"),
            < 0 => (_side.Opposite(), "last recorded mid"),
            _ => (null, "last recorded mid is one half"),
        };
    }

    private MarketSpec Spec()
    {
        var header = _window.Header;
        var own = header.Tokens[_window.Token];
        var other = header.Tokens.Count > 1 ? header.Tokens[1 - _window.Token] : null;
        _provenance.TokensDerived += other is null ? 1 : 0;
        other ??= RollingWindows.TokenId(header.Slug, _side.Opposite());
        return RollingWindows.Spec(_window.Opens, SettlementRule.Spot) with
        {
            Slug = header.Slug,
            ConditionId = header.ConditionId,
            UpTokenId = _side == Outcome.Up ? own : other,
            DownTokenId = _side == Outcome.Down ? own : other,
        };
    }
}
