using PolyCloud.Engine.Book;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>Everything the engine holds of one window.</summary>
internal sealed class Market
{
    /// <summary>All bots together: five levels on four sides leave room for three bots and for orders whose announced fills are still to come; more stop new ones.</summary>
    public const int MaximumOpenOrders = 64;

    private readonly int[] _open = new int[MaximumOpenOrders];
    private readonly Seat[] _seats;

    public Market(MarketId id, int generation, MarketSpec spec, UnderlyingSignal underlying, EngineOptions options, IReadOnlyList<Bot> bots, IReadOnlyList<IStrategy> strategies)
    {
        Id = id;
        Generation = generation;
        Spec = spec;
        Tick = spec.TickSize;
        Underlying = underlying;
        Signals = new MarketSignals(spec, underlying, options.Signals);
        Phase = new PhaseClock(spec, options.Phases);
        _seats = [.. bots.Select(bot => new Seat(bot, strategies[bot.Id.Number], options.MaximumFillsPerMarket, spec.MinimumOrderSize))];
    }

    public MarketId Id { get; }

    public int Generation { get; }

    public MarketSpec Spec { get; }

    public UnderlyingSignal Underlying { get; }

    public MarketSignals Signals { get; }

    public PhaseClock Phase { get; }

    /// <summary>One for each bot, by its number.</summary>
    public ReadOnlySpan<Seat> Seats => _seats;

    /// <summary>Up − Down over all bots, from executions told.</summary>
    public Size Net
    {
        get
        {
            var net = Size.Zero;
            foreach (var seat in _seats)
            {
                net += seat.Ledger.Books.Net;
            }

            return net;
        }
    }

    public OrderBook UpBook { get; } = new();

    public OrderBook DownBook { get; } = new();

    public EligibilityMeter Eligibility { get; } = new();

    public ReasonClock NotQuoting { get; } = new();

    public TickSize Tick { get; set; }

    /// <summary>Why this market alone is halted; none where it is not.</summary>
    public Reason Halt { get; set; }

    /// <summary>Engine time of the last book change or trade of this market.</summary>
    public Timestamp? LastActivity { get; set; }

    public bool TradeSeen { get; set; }

    /// <summary>A data gap has been noticed and its orders cancelled.</summary>
    public bool InDataGap { get; set; }

    /// <summary>The dust of this market has been told.</summary>
    public bool DustTold { get; set; }

    /// <summary>Its orders were cancelled for good and its dust counted, once.</summary>
    public bool IsWoundUp { get; set; }

    public Outcome? Winner { get; set; }

    /// <summary>The next moment this market must be looked at, apart from its phase.</summary>
    public Timestamp Deadline { get; set; } = Timestamp.Never;

    public int OpenCount { get; private set; }

    /// <summary>Places in the order table of the orders that are not over.</summary>
    public ReadOnlySpan<int> Open => _open.AsSpan(0, OpenCount);

    public bool HasRoom => OpenCount < MaximumOpenOrders;

    public Seat SeatOf(BotId bot) => _seats[bot.Number];

    public OrderBook Book(Outcome outcome) => outcome == Outcome.Up ? UpBook : DownBook;

    public void AddOpen(int index) => _open[OpenCount++] = index;

    public bool Holds(int index) => Open.Contains(index);

    /// <summary>Keeps the order of the others, so that replays walk them alike.</summary>
    public void RemoveOpen(int index)
    {
        var place = Open.IndexOf(index);
        if (place >= 0)
        {
            _open.AsSpan(place + 1, OpenCount - place - 1).CopyTo(_open.AsSpan(place));
            OpenCount--;
        }
    }
}
