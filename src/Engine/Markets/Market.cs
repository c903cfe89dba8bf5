using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>Everything the engine holds of one window.</summary>
internal sealed class Market
{
    /// <summary>Two roles, each followed by orders whose announced fills are still to come; more stop new ones.</summary>
    public const int MaximumOpenOrders = 8;

    private readonly int[] _open = new int[MaximumOpenOrders];

    public Market(MarketId id, int generation, MarketSpec spec, UnderlyingSignal underlying, EngineOptions options)
    {
        Id = id;
        Generation = generation;
        Spec = spec;
        Tick = spec.TickSize;
        Underlying = underlying;
        Signals = new MarketSignals(spec, underlying, options.Signals);
        Phase = new PhaseClock(spec, options.Phases);
        Ledger = new MarketLedger(options.MaximumFillsPerMarket, spec.MinimumOrderSize);
    }

    public MarketId Id { get; }

    public int Generation { get; }

    public MarketSpec Spec { get; }

    public UnderlyingSignal Underlying { get; }

    public MarketSignals Signals { get; }

    public PhaseClock Phase { get; }

    public MarketLedger Ledger { get; }

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

    /// <summary>The position, or part of it, came from no order of this engine: it is worked out, not held for its target.</summary>
    public bool WorksOut { get; set; }

    /// <summary>The number of the round trip that its loss has stopped, so that a rebound does not take the stop back.</summary>
    public int StoppedTrip { get; set; } = -1;

    /// <summary>The dust of this market has been told.</summary>
    public bool DustTold { get; set; }

    /// <summary>Nothing is sent for the role before this, after a refusal.</summary>
    public Timestamp EntryPausedUntil { get; set; }

    public Timestamp ClosingPausedUntil { get; set; }

    /// <summary>Its orders were cancelled for good and its dust counted, once.</summary>
    public bool IsWoundUp { get; set; }

    public Outcome? Winner { get; set; }

    /// <summary>The next moment this market must be looked at, apart from its phase.</summary>
    public Timestamp Deadline { get; set; } = Timestamp.Never;

    public int OpenCount { get; private set; }

    /// <summary>Places in the order table of the orders that are not over.</summary>
    public ReadOnlySpan<int> Open => _open.AsSpan(0, OpenCount);

    public bool HasRoom => OpenCount < MaximumOpenOrders;

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

    public Timestamp PausedUntil(OrderRole role) => role == OrderRole.Entry ? EntryPausedUntil : ClosingPausedUntil;

    public void Pause(OrderRole role, Timestamp until)
    {
        if (role == OrderRole.Entry)
        {
            EntryPausedUntil = Timestamp.Later(EntryPausedUntil, until);
        }
        else
        {
            ClosingPausedUntil = Timestamp.Later(ClosingPausedUntil, until);
        }
    }
}
