using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Inputs;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>
/// The engine behind its journal: the same methods, each of which is written down with what came of it. Who holds this one cannot
/// give the engine an input that the journal does not see.
/// </summary>
/// <param name="journal">Null where no journal is kept.</param>
public sealed class JournaledEngine(TradingEngine engine, StepJournal? journal)
{
    public EngineOptions Options => engine.Options;

    public Timestamp NextDeadline => engine.NextDeadline;

    public ReadOnlySpan<MarketId> ActiveMarkets => engine.ActiveMarkets;

    public Reason HaltReason => engine.HaltReason;

    public EngineTotals Totals => engine.Totals;

    public RiskState RiskState => engine.RiskState;

    public IReadOnlyList<BotView> BotViews => engine.BotViews;

    public IReadOnlyList<ParameterChange> ParameterChanges => engine.ParameterChanges;

    /// <summary>The journal follows, or none is kept.</summary>
    public bool IsJournalKeeping => journal?.IsKeeping ?? true;

    public RiskView RiskView => engine.RiskView;

    public MarketView View(MarketId market) => engine.View(market);

    public IReadOnlyList<SeatView> SeatsOf(MarketId market) => engine.SeatsOf(market);

    public int CopyLevels(MarketId market, Outcome outcome, Side side, Span<BookLevel> levels) => engine.CopyLevels(market, outcome, side, levels);

    public bool IsHealthy(Feed feed) => engine.IsHealthy(feed);

    public MarketSignalView SignalsOf(MarketId market) => engine.SignalsOf(market);

    public IReadOnlyList<LiveOrder> LiveOrders() => engine.LiveOrders();

    public bool IsWanted(IntentId intent) => engine.IsWanted(intent);

    public MarketId AddMarket(Timestamp now, MarketSpec spec, EffectBuffer effects) => new(Step(now, new AddMarketInput(spec), effects));

    /// <param name="now">For the journal; the engine's own clock does not move.</param>
    public void RemoveMarket(Timestamp now, MarketId market, EffectBuffer effects) => Step(now, new RemoveMarketInput(market), effects);

    public void OnClock(Timestamp now, EffectBuffer effects) => Step(now, default(ClockInput), effects);

    public void OnBookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, EffectBuffer effects) =>
        Step(now, new BookSnapshotInput(market, outcome, venueTime, bids, asks), effects);

    public void OnBookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, EffectBuffer effects) =>
        Step(now, new BookDeltasInput(market, venueTime, deltas), effects);

    public void OnTrade(Timestamp now, MarketId market, in TradePrint print, EffectBuffer effects) => Step(now, new TradeInput(market, print), effects);

    public void OnTickSizeChange(Timestamp now, MarketId market, TickSize tick, EffectBuffer effects) => Step(now, new TickSizeChangeInput(market, tick), effects);

    public void OnBookLost(Timestamp now, MarketId market, EffectBuffer effects) => Step(now, new BookLostInput(market), effects);

    public void OnOracle(Timestamp now, string asset, in OracleTick tick, EffectBuffer effects) => Step(now, new OracleInput(asset, tick), effects);

    public void OnFastPrice(Timestamp now, string asset, in FastPriceTick tick, EffectBuffer effects) => Step(now, new FastPriceInput(asset, tick), effects);

    public void OnPriceToBeat(Timestamp now, MarketId market, OraclePrice price, EffectBuffer effects) => Step(now, new PriceToBeatInput(market, price), effects);

    public void OnBotCommand(Timestamp now, in BotCommand command, EffectBuffer effects) => Step(now, new BotCommandInput(command), effects);

    public void OnOrderScoring(Timestamp now, IntentId intent, bool isScoring, EffectBuffer effects) => Step(now, new OrderScoringInput(intent, isScoring), effects);

    public void OnInventoryOperation(Timestamp now, in InventoryOperationReport report, EffectBuffer effects) => Step(now, new InventoryOperationInput(report), effects);

    public void OnFlatten(Timestamp now, Reason reason, EffectBuffer effects) => Step(now, new FlattenInput(reason), effects);

    public void OnVenueError(Timestamp now, EffectBuffer effects) => Step(now, default(VenueErrorInput), effects);

    public void OnRiskState(Timestamp now, RiskState state, EffectBuffer effects) => Step(now, new RiskStateInput(state), effects);

    public void OnParameters(Timestamp now, ParameterChange change, EffectBuffer effects) => Step(now, new ParametersInput(change), effects);

    public void OnCancelOrder(Timestamp now, IntentId intent, EffectBuffer effects) => Step(now, new CancelOrderInput(intent), effects);

    public Reason OnPersonOrder(Timestamp now, in PersonOrder order, EffectBuffer effects) => (Reason)Step(now, new PersonOrderInput(order), effects);

    public void OnOrderReport(Timestamp now, in OrderReport report, EffectBuffer effects) => Step(now, new OrderReportInput(report), effects);

    public void OnFill(Timestamp now, in Fill fill, EffectBuffer effects) => Step(now, new FillInput(fill), effects);

    public void OnRecoveredPosition(Timestamp now, MarketId market, Outcome outcome, Size confirmed, Money cost, EffectBuffer effects) =>
        Step(now, new RecoveredPositionInput(market, outcome, confirmed, cost), effects);

    public void OnResolution(Timestamp now, MarketId market, Outcome winner, EffectBuffer effects) => Step(now, new ResolutionInput(market, winner), effects);

    public void OnFeed(Timestamp now, Feed feed, bool healthy, EffectBuffer effects) => Step(now, new FeedInput(feed, healthy), effects);

    public void OnVenueMode(Timestamp now, VenueMode mode, EffectBuffer effects) => Step(now, new VenueModeInput(mode), effects);

    public void OnDesiredPhase(Timestamp now, MarketId market, MarketPhase phase, EffectBuffer effects) => Step(now, new DesiredPhaseInput(market, phase), effects);

    public void OnHalt(Timestamp now, Reason reason, EffectBuffer effects) => Step(now, new HaltInput(reason), effects);

    public void OnHaltMarket(Timestamp now, MarketId market, Reason reason, EffectBuffer effects) => Step(now, new HaltMarketInput(market, reason), effects);

    public void OnResumeMarket(Timestamp now, MarketId market, EffectBuffer effects) => Step(now, new ResumeMarketInput(market), effects);

    public void OnResume(Timestamp now, EffectBuffer effects) => Step(now, default(ResumeInput), effects);

    public void OnCollateral(Timestamp now, Money available, EffectBuffer effects) => Step(now, new CollateralInput(available), effects);

    private int Step<T>(Timestamp now, scoped in T input, EffectBuffer effects)
        where T : IEngineInput<T>, allows ref struct
    {
        if (journal is null)
        {
            return input.Apply(now, engine, effects);
        }

        var before = effects.Count;
        var threw = true;
        var answer = 0;
        journal.Begin(now, input);
        try
        {
            answer = input.Apply(now, engine, effects);
            threw = false;
        }
        finally
        {
            journal.End(threw, answer, effects.Written[before..]);
        }

        return answer;
    }
}
