using PolyCloud.Engine.Book;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine;

/// <summary>
/// Decides. One method per input kind; each returns by writing effects into the caller's buffer. Single-threaded, without clock,
/// I/O or randomness: the same inputs give the same effects. A moment earlier than one already seen counts as that one. Inputs
/// for markets and orders it does not know are counted and skipped.
/// </summary>
public sealed class TradingEngine
{
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;
    private readonly UnderlyingTable _underlyings;
    private readonly ParameterBook _parameters;
    private readonly World _world = new();
    private readonly BotRoster _bots;
    private readonly CircuitBreakers _breakers;
    private readonly Cancels _cancels;
    private readonly OrderReports _reports;
    private readonly FillIntake _fills;
    private readonly MarketEvaluator _evaluator;
    private readonly EngineCounters _counters = new();
    private readonly MarkOuts _markOuts;
    private readonly ScoringFeedback _scoring;
    private readonly TotalsReport _totals;
    private readonly MarketLifecycle _lifecycle;
    private readonly InventoryEngine _inventory;
    private readonly OperationIntake _operations;
    private Timestamp _now;

    /// <exception cref="ArgumentException">A setting is out of its range; the text names key, value and range.</exception>
    public TradingEngine(EngineOptions options)
        : this(options, null)
    {
    }

    /// <summary>With strategies of the caller's in place of those the settings name.</summary>
    internal TradingEngine(EngineOptions options, IReadOnlyList<IStrategy>? strategies)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        Options = options;
        _parameters = new ParameterBook(options.Parameters, parameters => strategies ?? StrategyCatalog.Create(options.Strategy, parameters));
        var bots = _parameters.Base.Select((strategy, number) => new Bot(new BotId(number), strategy.Name, options.Risk.BotCapital)).ToArray();
        _markets = new MarketTable(options, bots, _parameters);
        _orders = new OrderTable(options.Orders.FirstIntent);
        _bots = new BotRoster(bots, options.Signals, _world, _markets, _orders);
        _underlyings = new UnderlyingTable(options.Signals);
        _markOuts = new MarkOuts(_markets);
        _scoring = new ScoringFeedback(options.Signals.ScoringMaximumAge);
        _totals = new TotalsReport(_markets, _counters, _markOuts);
        _cancels = new Cancels(options.Orders, _orders, _world);
        _breakers = new CircuitBreakers(options.Risk, _world, _markets, _cancels, bots);
        var guard = new InvariantGuard(options.Risk, _orders, _world, _cancels, _counters);
        _reports = new OrderReports(options.Orders, _orders, _cancels, _breakers, _counters);
        _fills = new FillIntake(_orders, _reports, _world, _breakers, guard, _markOuts, _counters);
        _inventory = new InventoryEngine(options.Inventory, _world);
        _operations = new OperationIntake(_inventory, _fills, guard);
        var gate = new RiskGate(options.Risk, _world, _orders, new Commitments(_markets, _orders, bots.Length));
        var manager = new OrderManager(options.Orders, _orders, gate, _cancels, guard, _counters);
        var verdicts = new OpeningVerdicts(options, _world, _breakers, _orders);
        _evaluator = new MarketEvaluator(_world, _markets, _orders, _bots, manager, gate, _breakers, _inventory, _cancels, verdicts, _counters);
        _lifecycle = new MarketLifecycle(_markets, _evaluator, _cancels, _reports, _fills, _inventory, _counters);
    }

    public EngineOptions Options { get; }

    /// <summary>The next moment at which <see cref="OnClock"/> has something to do.</summary>
    public Timestamp NextDeadline
    {
        get
        {
            var next = Timestamp.Earlier(_markOuts.NextDue, _bots.NextDeadline);
            foreach (var id in _markets.Active)
            {
                var market = _markets[id];
                next = Timestamp.Earlier(next, Timestamp.Earlier(market.Deadline, market.Phase.NextStep));
            }

            return next;
        }
    }

    /// <summary>Slots in use, ascending. Valid until a market is added or removed.</summary>
    public ReadOnlySpan<MarketId> ActiveMarkets => _markets.Active;

    /// <summary>Why everything is halted; none where it is not.</summary>
    public Reason HaltReason => _world.Halt;

    /// <summary>A copy of all counts and sums; allocates.</summary>
    public EngineTotals Totals => _totals.Take();

    /// <summary>What limits and breakers must remember over a restart; allocates.</summary>
    public RiskState RiskState => _breakers.Export();

    /// <summary>A copy of every bot's state, by number; allocates.</summary>
    public IReadOnlyList<BotView> BotViews => _bots.Views();

    /// <summary>The parameter changes in force; allocates.</summary>
    public IReadOnlyList<ParameterChange> ParameterChanges => _parameters.InForce;

    /// <summary>A copy of one market's state; allocates.</summary>
    /// <exception cref="InvalidOperationException">No such market.</exception>
    public MarketView View(MarketId market) => MarketReport.Of(_markets[market], _orders, _world.Halt);

    /// <summary>What each bot holds in one market, by its number; allocates.</summary>
    /// <exception cref="InvalidOperationException">No such market.</exception>
    public IReadOnlyList<SeatView> SeatsOf(MarketId market) => MarketReport.SeatsOf(_markets[market]);

    /// <summary>Copies the best levels of one side of one token's book, best first, as many as fit; allocates nothing.</summary>
    /// <returns>How many were copied.</returns>
    /// <exception cref="InvalidOperationException">No such market.</exception>
    public int CopyLevels(MarketId market, Outcome outcome, Side side, Span<BookLevel> levels) => _markets[market].Book(outcome).CopyLevels(side, levels);

    /// <summary>What limits and breakers see now; allocates.</summary>
    public RiskView RiskView => RiskReport.Of(_world, _breakers, _markets, _orders, _parameters.Base.Count);

    /// <summary>Whether a connection the engine depends on is as it must be.</summary>
    public bool IsHealthy(Feed feed) => _world.IsHealthy(feed);

    /// <summary>A copy of one market's signals at the engine's moment; allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">No such market.</exception>
    public MarketSignalView SignalsOf(MarketId market) => _markets[market].Signals.Read(_now);

    /// <summary>Whether the venue said lately that an order earns rewards.</summary>
    public ScoringState ScoringOf(IntentId intent) => _scoring.Of(intent, _now);

    /// <summary>Whether an order that has to be sent a second time may still be placed: it is not over, and its cancel is not wanted.</summary>
    public bool IsWanted(IntentId intent) => _orders.Find(intent) is >= 0 and var index && !_orders[index].State.IsTerminal() && !_orders[index].CancelWanted;

    /// <summary>Live orders of all markets, those without an answer and those being cancelled included; allocates.</summary>
    public IReadOnlyList<LiveOrder> LiveOrders()
    {
        var live = new List<LiveOrder>();
        foreach (var id in _markets.Active)
        {
            live.AddRange(MarketReport.OrdersOf(_markets[id], _orders));
        }

        return live;
    }

    /// <summary>Takes a window in; the same condition again gives the slot it already has.</summary>
    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    public MarketId AddMarket(Timestamp now, MarketSpec spec, EffectBuffer effects)
    {
        Advance(now, effects);
        if (_markets.Find(spec.ConditionId) is { } known)
        {
            return known.Id;
        }

        var market = _markets.Add(spec, _underlyings.FindOrAdd(spec.Asset));
        _ = market.Phase.Advance(_now);
        MarketLifecycle.Note(market, Reason.None, _now, effects);
        _evaluator.Evaluate(market, _now, effects);
        return market.Id;
    }

    /// <summary>Frees the slot of a settled market (its results stay in the totals).</summary>
    /// <exception cref="InvalidOperationException">No such market, or it has live orders or operations without an end.</exception>
    public void RemoveMarket(MarketId market)
    {
        var leaving = _markets[market];
        foreach (var index in leaving.Open)
        {
            if (!_orders[index].State.IsTerminal())
            {
                throw new InvalidOperationException($"{leaving.Spec.Slug} still has live orders.");
            }
        }

        foreach (var seat in leaving.Seats)
        {
            if (seat.Ledger.Operations.IsPending)
            {
                throw new InvalidOperationException($"{leaving.Spec.Slug} still has inventory operations under way.");
            }
        }

        _breakers.Forget(leaving);
        _reports.EndAll(leaving);
        _totals.Retire(leaving);
        _markets.Remove(market);
        _parameters.Forget(leaving.Spec);
    }

    public void OnClock(Timestamp now, EffectBuffer effects)
    {
        Advance(now, effects);
        EvaluateAll(effects);
    }

    public void OnBookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            _ = found.Book(outcome).ApplySnapshot(venueTime, bids, asks);
            if (found.UpBook.HasSnapshot && found.DownBook.HasSnapshot && found.Phase.Warm())
            {
                MarketLifecycle.Note(found, Reason.None, _now, effects);
            }

            OnMarketData(found, effects);
        }
    }

    /// <summary>All changes of one frame for one market, at one venue time.</summary>
    public void OnBookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            foreach (ref readonly var delta in deltas)
            {
                _ = found.Book(delta.Outcome).Apply(venueTime, delta.Side, delta.Price, delta.Size);
            }

            OnMarketData(found, effects);
        }
    }

    public void OnTrade(Timestamp now, MarketId market, in TradePrint print, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            found.TradeSeen = true;
            found.Signals.OnTrade(_now, print);
            QueueEstimate.Follow(found, _orders, print);
            OnMarketData(found, effects);
        }
    }

    /// <summary>
    /// The market's grid changed: both books are dropped until the next snapshots, because what the venue did with the levels of the
    /// old grid is not told. A tick that is known already changes nothing.
    /// </summary>
    public void OnTickSizeChange(Timestamp now, MarketId market, TickSize tick, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found && tick != found.Tick)
        {
            found.Tick = tick;
            found.UpBook.Drop();
            found.DownBook.Drop();
            _evaluator.Evaluate(found, _now, effects);
        }
    }

    /// <summary>The connection that fed this market's books was lost or stalled: both books are dropped until the next snapshots.</summary>
    public void OnBookLost(Timestamp now, MarketId market, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            found.UpBook.Drop();
            found.DownBook.Drop();
            _evaluator.Evaluate(found, _now, effects);
        }
    }

    public void OnOracle(Timestamp now, string asset, in OracleTick tick, EffectBuffer effects)
    {
        Advance(now, effects);
        if (_underlyings.Find(asset) is not { } underlying || !underlying.Observe(_now, tick))
        {
            _counters.RefusedInputs++;
            return;
        }

        foreach (var id in _markets.Active)
        {
            var market = _markets[id];
            if (!ReferenceEquals(market.Underlying, underlying))
            {
                continue;
            }

            if (market.Signals.OnOracle() is var mismatch && mismatch != Reason.None)
            {
                HaltMarket(market, mismatch, effects);
            }
            else
            {
                _evaluator.Evaluate(market, _now, effects);
            }
        }
    }

    /// <summary>A price of an exchange, for fast moves. One older than the last of the same exchange is refused and counted.</summary>
    public void OnFastPrice(Timestamp now, string asset, in FastPriceTick tick, EffectBuffer effects)
    {
        Advance(now, effects);
        if (_underlyings.Find(asset) is not { } underlying || !underlying.Fast.TryTake(_now, tick))
        {
            _counters.RefusedInputs++;
        }
    }

    /// <summary>The market's own price to beat. Where it contradicts the settlement stream the market is halted.</summary>
    public void OnPriceToBeat(Timestamp now, MarketId market, OraclePrice price, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found && found.Signals.OnPriceToBeat(price) is var mismatch && mismatch != Reason.None)
        {
            HaltMarket(found, mismatch, effects);
        }
    }

    /// <summary>The venue's answer to whether one of our orders earns rewards. A signal: by itself it changes nothing.</summary>
    public void OnOrderScoring(Timestamp now, IntentId intent, bool isScoring, EffectBuffer effects)
    {
        Advance(now, effects);
        if (_orders.Find(intent) < 0)
        {
            _counters.RefusedInputs++;
            return;
        }

        _scoring.Observe(_now, intent, isScoring);
    }

    /// <summary>
    /// A person wants one live order gone: it is cancelled like any other, until the venue says it is. Its bot may quote again; who
    /// wants it away pauses the bot. One that is over or unknown is refused and counted.
    /// </summary>
    public void OnCancelOrder(Timestamp now, IntentId intent, EffectBuffer effects)
    {
        Advance(now, effects);
        var index = _orders.Find(intent);
        if (index < 0 || _orders[index].State.IsTerminal()
            || _markets.Find(_orders[index].Market) is not { } market || market.Generation != _orders[index].Generation)
        {
            _counters.RefusedInputs++;
            return;
        }

        _cancels.Request(ref _orders[index], _now, effects);
        _evaluator.Evaluate(market, _now, effects);
    }

    /// <summary>
    /// A person wants an order now. It passes the phases, verdicts and limits that strategies' orders pass, and is refused where they
    /// would be. A market or bot that is not known is refused and counted.
    /// </summary>
    /// <returns>Why it was not placed; none where it was.</returns>
    public Reason OnPersonOrder(Timestamp now, in PersonOrder wanted, EffectBuffer effects)
    {
        if (Known(now, wanted.Market, effects) is not { } market)
        {
            return Reason.PhaseDone;
        }

        if (wanted.Bot.Number < 0 || wanted.Bot.Number >= market.Seats.Length)
        {
            _counters.RefusedInputs++;
            return Reason.BotNotRunning;
        }

        var order = DesiredQuote.Taking(wanted.Outcome, wanted.Side, wanted.Limit, Quantizer.SizeDown(wanted.Size), OrderPurpose.Person) with { Type = wanted.Type };
        var reason = _evaluator.Place(market, market.Seats[wanted.Bot.Number], order, _now, effects);
        _evaluator.Evaluate(market, _now, effects);
        return reason;
    }

    public void OnOrderReport(Timestamp now, in OrderReport report, EffectBuffer effects)
    {
        Advance(now, effects);
        var index = _orders.Find(report.Intent);
        if (index < 0 || report.Kind > OrderReportKind.CancelFailed
            || _markets.Find(_orders[index].Market) is not { } market || market.Generation != _orders[index].Generation)
        {
            _counters.RefusedInputs++;
            return;
        }

        if (market.Phase.Current != MarketPhase.Settled)
        {
            _reports.Take(market, index, report, _now, effects);
            _evaluator.Evaluate(market, _now, effects);
        }
    }

    public void OnFill(Timestamp now, in Fill fill, EffectBuffer effects)
    {
        if (!FillIntake.MakesSense(fill))
        {
            _counters.RefusedInputs++;
            return;
        }

        if (Known(now, fill.Market, effects) is { } market)
        {
            _fills.Take(market, fill, _now, effects);
            _evaluator.Evaluate(market, _now, effects);
        }
    }

    /// <summary>
    /// At start: shares the venue says are held that no execution handed to this engine explains, and their cost. A second call
    /// for the same outcome replaces the first. It falls to the first bot and is worked out by the rules of the time stop, without a target.
    /// </summary>
    public void OnRecoveredPosition(Timestamp now, MarketId market, Outcome outcome, Size confirmed, Money cost, EffectBuffer effects)
    {
        if (confirmed.Units < 0 || cost < Money.Zero)
        {
            _counters.RefusedInputs++;
            return;
        }

        if (Known(now, market, effects) is { } found)
        {
            var seat = found.Seats[0];
            var before = seat.Ledger.Books;
            seat.WorksOut = true;
            seat.Ledger.Recover(outcome, confirmed, cost, _now);
            _fills.Follow(found, seat, before, _now, effects);
            _evaluator.Evaluate(found, _now, effects);
        }
    }

    /// <summary>The winner is known: pays it, ends what is left of the market's orders. Once per market; repeats change nothing.</summary>
    public void OnResolution(Timestamp now, MarketId market, Outcome winner, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            _lifecycle.Settle(found, winner, _now, effects);
        }
    }

    /// <summary>What became of a merge, split or redemption this engine asked for.</summary>
    public void OnInventoryOperation(Timestamp now, in InventoryOperationReport report, EffectBuffer effects)
    {
        if (Known(now, report.Market, effects) is { } found)
        {
            _counters.RefusedInputs += _operations.Take(found, report, _now, effects) ? 0 : 1;
            _evaluator.Evaluate(found, _now, effects);
        }
    }

    public void OnFeed(Timestamp now, Feed feed, bool healthy, EffectBuffer effects)
    {
        Advance(now, effects);
        if (_world.IsHealthy(feed) == healthy || feed > Feed.Control)
        {
            return;
        }

        _world.SetHealthy(feed, healthy);
        if (feed == Feed.Heartbeat && !healthy)
        {
            _cancels.RequestEverything(_markets, Reason.HeartbeatMissed, _now, effects);
        }

        EvaluateAll(effects);
    }

    public void OnVenueMode(Timestamp now, VenueMode mode, EffectBuffer effects)
    {
        Advance(now, effects);
        _world.Mode = mode;
        EvaluateAll(effects);
    }

    /// <summary>From the control plane: only a stricter phase than the engine's own is taken.</summary>
    public void OnDesiredPhase(Timestamp now, MarketId market, MarketPhase phase, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found && found.Phase.Tighten(phase))
        {
            _lifecycle.OnPhase(found, _now, effects);
        }
    }

    /// <summary>Halts everything: cancels all, opens nothing, until <see cref="OnResume"/>.</summary>
    public void OnHalt(Timestamp now, Reason reason, EffectBuffer effects)
    {
        Advance(now, effects);
        _world.Halt = reason == Reason.None ? Reason.ManualHalt : reason;
        effects.Add(EffectKind.Note, _now).Reason = _world.Halt;
        _cancels.RequestEverything(_markets, _world.Halt, _now, effects);
        EvaluateAll(effects);
    }

    /// <summary>Halts every bot, cancels all and closes what is held, taking where it must, until <see cref="OnResume"/>. Lifts a halt, which would forbid closing.</summary>
    public void OnFlatten(Timestamp now, Reason reason, EffectBuffer effects)
    {
        Advance(now, effects);
        _breakers.Flatten(reason == Reason.None ? Reason.ManualFlatten : reason, _now, effects);
        EvaluateAll(effects);
    }

    /// <summary>A call to the venue failed, timed out or was answered by a server error; orders it concerned are reported apart.</summary>
    public void OnVenueError(Timestamp now, EffectBuffer effects)
    {
        Advance(now, effects);
        _breakers.Venue.OnError(_now);
        EvaluateAll(effects);
    }

    /// <summary>What limits and breakers remembered before a restart. Call before the first market is added.</summary>
    public void OnRiskState(Timestamp now, RiskState state, EffectBuffer effects)
    {
        Advance(now, effects);
        _breakers.Import(state, _now, effects);
        EvaluateAll(effects);
    }

    public void OnHaltMarket(Timestamp now, MarketId market, Reason reason, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { } found)
        {
            HaltMarket(found, reason == Reason.None ? Reason.ManualHalt : reason, effects);
        }
    }

    /// <summary>Lifts one market's halt where a person set it; never a phase, and none that something wrong in the market caused.</summary>
    public void OnResumeMarket(Timestamp now, MarketId market, EffectBuffer effects)
    {
        if (Known(now, market, effects) is { Halt: Reason.ManualHalt } found)
        {
            found.Halt = Reason.None;
            effects.Add(EffectKind.Note, _now).Market = market;
            _evaluator.Evaluate(found, _now, effects);
        }
    }

    /// <summary>Lifts halts, never a phase. Also arms the loss limits anew and gives up announced fills that never came.</summary>
    public void OnResume(Timestamp now, EffectBuffer effects)
    {
        Advance(now, effects);
        _world.Halt = Reason.None;
        _breakers.Rearm(_now, effects);
        _inventory.Rearm();
        foreach (var id in _markets.Active)
        {
            _markets[id].Halt = Reason.None;
            _reports.ForgiveAwaited(_markets[id]);
        }

        _ = effects.Add(EffectKind.Note, _now);
        EvaluateAll(effects);
    }

    /// <summary>Collateral that the venue says is spendable. Without it nothing is bought.</summary>
    public void OnCollateral(Timestamp now, Money available, EffectBuffer effects)
    {
        Advance(now, effects);
        _world.Collateral = available;
        EvaluateAll(effects);
    }

    /// <summary>
    /// Puts a set of strategy parameters in force for a scope; allocates. One that does not pass its own check changes nothing, is
    /// counted as refused and told.
    /// </summary>
    public void OnParameters(Timestamp now, ParameterChange change, EffectBuffer effects)
    {
        Advance(now, effects);
        var taken = _parameters.Take(change);
        effects.Add(taken ? EffectKind.Note : EffectKind.Alert, _now).Reason = taken ? Reason.ParametersChanged : Reason.ParametersRefused;
        _counters.RefusedInputs += taken ? 0 : 1;
        foreach (var id in _markets.Active)
        {
            if (taken && (change.AtOnce || _markets[id].Phase.Current < MarketPhase.Making))
            {
                _markets.Reseat(_markets[id]);
                _evaluator.Evaluate(_markets[id], _now, effects);
            }
        }
    }

    /// <summary>Starts, pauses, resumes, stops or re-arms one bot.</summary>
    public void OnBotCommand(Timestamp now, in BotCommand command, EffectBuffer effects)
    {
        Advance(now, effects);
        if (!_bots.Take(command, _now, effects))
        {
            _counters.RefusedInputs++;
            return;
        }

        EvaluateAll(effects);
    }

    private void Advance(Timestamp now, EffectBuffer effects)
    {
        _now = Timestamp.Later(_now, now);
        _markOuts.Advance(_now);
        _lifecycle.Advance(_now, effects);
    }

    private void HaltMarket(Market market, Reason reason, EffectBuffer effects)
    {
        market.Halt = reason;
        MarketLifecycle.Note(market, reason, _now, effects);
        _cancels.RequestAll(market, sweep: true, reason, _now, effects);
        _evaluator.Evaluate(market, _now, effects);
    }

    private Market? Known(Timestamp now, MarketId id, EffectBuffer effects)
    {
        Advance(now, effects);
        var market = _markets.Find(id);
        _counters.RefusedInputs += market is null ? 1 : 0;
        return market;
    }

    private void OnMarketData(Market market, EffectBuffer effects)
    {
        market.LastActivity = _now;
        _world.LastMarketData = _now;
        market.Signals.OnBook(_now, market.UpBook);
        _evaluator.Evaluate(market, _now, effects);
    }

    private void EvaluateAll(EffectBuffer effects)
    {
        foreach (var id in _markets.Active)
        {
            _evaluator.EvaluateAlone(_markets[id], _now, effects);
        }
    }
}
