using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>
/// A maker and a taker that want anything, in one market, under any sequence of books (crossed, one-sided, a token ahead of the other),
/// reports, fills, failed settlements, operations and time. Every effect is held against <see cref="WalkRules"/>.
/// </summary>
internal sealed class DeskWalk
{
    public static readonly RiskOptions Limits = new()
    {
        MaximumNetExposure = Size.Shares(25),
        MaximumBotNetExposure = Size.Shares(18),
        MaximumGrossExposure = Size.Shares(50),
        MaximumMarketNotional = Money.Dollars(18),
        BotCapital = Money.Dollars(12),
        MaximumOpenNotional = Money.Dollars(25),
        MaximumConsecutiveLosses = 1_000,
        MaximumDailyLoss = Money.Dollars(1_000_000),
        Capital = Money.Dollars(1_000_000),
        Breakers = new() { BotDrawdownPercent = 100, PortfolioDrawdownPercent = 100, DailyLossPercent = 100, RejectPercent = 100 },
    };

    private readonly EngineHarness _harness;
    private readonly WalkRules _rules;
    private int _bid = 48;
    private long _gas;

    /// <param name="engine">Options of the engine, with <see cref="Limits"/> where nothing is planted.</param>
    /// <param name="strategies">Bots in place of those that want anything; the market settles on spot then.</param>
    public DeskWalk(ulong seed, EngineOptions? engine = null, ExecutionPolicy first = ExecutionPolicy.MakerOnly, IReadOnlyList<IStrategy>? strategies = null)
    {
        _harness = new EngineHarness(
            engine ?? Options(Limits),
            spec: strategies is null ? null : EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Spot },
            strategies: strategies ?? [new RandomStrategy(seed, first), new RandomStrategy(seed + 1_000_003, ExecutionPolicy.CompletionTaker)]);
        _rules = new WalkRules(Limits, _harness.Spec)
        {
            Policies = strategies is null ? [ExecutionPolicy.MakerOnly] : [.. strategies.Select(strategy => strategy.Policy)],
        };
    }

    /// <summary>Changes an effect between engine and rules: a planted bug.</summary>
    public Func<Effect, WalkRules, Effect> Tamper { get; set; } = (effect, _) => effect;

    public IReadOnlyList<Effect> Effects => _harness.Effects;

    public MarketSpec Spec => _harness.Spec;

    public int FillsOf(int bot) => _rules.Orders.Where(order => order.Effect.Bot.Number == bot).Sum(order => _rules.Fills.Count(fill => fill.Intent == order.Effect.Intent));

    public int MostLive { get; private set; }

    public static EngineOptions Options(RiskOptions risk) => new()
    {
        Risk = risk,
        Inventory = new InventoryOptions { Enabled = true, Gasless = true, MaximumFailures = 100, FailurePause = Duration.FromSeconds(1) },
    };

    public void Run(IReadOnlyList<int> codes)
    {
        Wait(Duration.FromSeconds(codes.Count > 0 ? codes[0] % 6 * 45 : 0));
        foreach (var code in codes)
        {
            Step(code % 16, code / 16);
            Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
            MostLive = Math.Max(MostLive, _rules.Orders.Count(order => order.Remaining.IsPositive));
        }
    }

    public void SettleAndCheck(Outcome winner)
    {
        foreach (var (operation, _) in _rules.Operations.Where(operation => operation.Value is InventoryOperationState.Submitted or InventoryOperationState.Unknown).ToList())
        {
            Tell(operation, InventoryOperationState.Failed, 0);
        }

        Do(() => _harness.Settle(winner));
        Assert.Equal(_rules.Result(winner, _gas), _harness.Engine.Totals.RealizedPnl.Micros);
        Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
        Assert.Empty(_harness.Engine.LiveOrders());
    }

    private void Step(int kind, int argument)
    {
        switch (kind)
        {
            case 0 or 1 or 2: Wait(Duration.FromMilliseconds(argument % 6 == 0 ? argument % 20_000 : argument % 1_200)); break;
            case 3 or 4 or 5 or 6: Book(argument); break;
            case 7 or 8 or 9: Report(argument); break;
            case 10 or 11 or 12: FillOne(argument); break;
            case 13: Settlement(argument); break;
            case 14: Operation(argument); break;
            default: Do(() => _harness.Trade()); break;
        }
    }

    private void Do(Action input)
    {
        var before = _harness.Effects.Count;
        input();
        for (var index = before; index < _harness.Effects.Count; index++)
        {
            var effect = Tamper(_harness.Effects[index], _rules);
            if (effect.Kind == EffectKind.Place)
            {
                _rules.CheckOrder(effect, _harness.View);
                _rules.Orders.Add(new WalkOrder(effect));
            }
            else if (effect.Kind is EffectKind.Merge or EffectKind.Split)
            {
                if (effect.Kind == EffectKind.Merge)
                {
                    _rules.CheckMerge(effect);
                }

                _rules.Operations[effect] = InventoryOperationState.Submitted;
            }
        }
    }

    private void Wait(Duration span)
    {
        var until = _harness.Now + span;
        while (_harness.Now < until)
        {
            var next = Timestamp.Earlier(until, Timestamp.Later(_harness.Engine.NextDeadline, _harness.Now + new Duration(1)));
            Do(() => _harness.Wait(Timestamp.Earlier(next, _harness.Now + Duration.FromSeconds(1)) - _harness.Now));
        }
    }

    // One token at a time, so that the books contradict each other in between; sometimes crossed, sometimes without a side.
    private void Book(int argument)
    {
        _bid = Math.Clamp(_bid + (argument % 7) - 3, 6, 90);
        var ask = _bid + (argument % 37 == 0 ? 0 : 1 + (argument / 7 % 4));
        var downBehind = argument % 3;
        Do(() => Snapshot(Outcome.Up, _bid, ask, argument % 41 == 0));
        Do(() => Snapshot(Outcome.Down, 100 - ask + downBehind - 1, 100 - _bid + downBehind - 1, argument % 43 == 0));
    }

    private void Snapshot(Outcome outcome, int bid, int ask, bool oneSided)
    {
        BookLevel[] bids = [new(Price.Cents(bid), Size.Shares(120)), new(Price.Cents(bid - 2), Size.Shares(300))];
        BookLevel[] asks = oneSided ? [] : [new(Price.Cents(ask), Size.Shares(80)), new(Price.Cents(ask + 2), Size.Shares(300))];
        _harness.Do(e => _harness.Engine.OnBookSnapshot(_harness.Now, _harness.Market, outcome, _harness.Now, bids, asks, e));
    }

    private WalkOrder? Pick(int argument, Func<WalkOrder, bool> fits)
    {
        var candidates = _rules.Orders.Where(fits).ToList();
        return candidates.Count == 0 ? null : candidates[argument % candidates.Count];
    }

    private void Report(int argument)
    {
        if (Pick(argument, order => !order.IsOver && !order.Executed.IsPositive) is { } order)
        {
            var kind = (argument / 5 % 4) switch
            {
                0 => OrderReportKind.Cancelled,
                1 when argument % 3 == 0 => OrderReportKind.Rejected,
                2 when argument % 3 == 0 => OrderReportKind.Unknown,
                _ => OrderReportKind.Live,
            };
            order.Tell(kind);
            Do(() => _harness.Report(order.Effect.Intent, kind, kind == OrderReportKind.Rejected ? Reason.RejectedPostOnlyWouldCross : Reason.None));
        }
    }

    private void FillOne(int argument)
    {
        if (Pick(argument, order => order.Remaining.IsPositive) is { } order)
        {
            var size = argument % 3 == 0 ? order.Remaining : new Size(Math.Max(1, order.Remaining.Units / (2 + (argument % 4))));
            var fill = _harness.FillOf(order.Effect, size, argument % 2 == 0 ? FillStatus.Confirmed : FillStatus.Matched, fee: new Money(argument % 500));
            if (fill.Fee.Micros <= fill.Size.Units)
            {
                order.Executed += size;
                _rules.Fills.Add(fill);
                Do(() => _harness.Fill(fill));
            }
        }
    }

    private void Settlement(int argument)
    {
        var place = _rules.Fills.Count == 0 ? -1 : argument % _rules.Fills.Count;
        if (place >= 0 && _rules.Fills[place].Status == FillStatus.Matched)
        {
            var fill = _rules.Fills[place] with { Status = argument / 7 % 3 == 0 ? FillStatus.Failed : FillStatus.Confirmed };
            _rules.Fills[place] = fill;
            Do(() => _harness.Fill(fill));
        }
    }

    private void Operation(int argument)
    {
        var pending = _rules.Operations.Where(operation => operation.Value is InventoryOperationState.Submitted or InventoryOperationState.Unknown).ToList();
        if (pending.Count > 0)
        {
            var state = (argument / 3 % 4) switch { 0 => InventoryOperationState.Failed, 1 => InventoryOperationState.Unknown, _ => InventoryOperationState.Confirmed };
            Tell(pending[argument % pending.Count].Key, state, argument % 1_000);
        }
    }

    private void Tell(Effect operation, InventoryOperationState state, long gas)
    {
        _rules.Operations[operation] = state;
        _gas += state == InventoryOperationState.Unknown ? 0 : gas;
        var kind = operation.Kind == EffectKind.Merge ? InventoryOperationKind.Merge : InventoryOperationKind.Split;
        var report = new InventoryOperationReport(
            _harness.Market, operation.Operation, kind, state, operation.Size, new Money(state == InventoryOperationState.Unknown ? 0 : gas));
        Do(() => _harness.Do(e => _harness.Engine.OnInventoryOperation(_harness.Now, report, e)));
    }
}
