using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests;

/// <summary>
/// Drives an engine with any sequence of numbers as inputs, sensible ones and senseless ones, and checks every order it sends
/// against the rules with a bookkeeping of its own: what has been told to the engine, and nothing else.
/// </summary>
internal sealed class EngineWalk
{
    public static readonly EngineOptions Options = new()
    {
        Risk = new RiskOptions
        {
            MaximumNetExposure = Size.Shares(25),
            MaximumMarketNotional = Money.Dollars(12),
            MaximumConsecutiveLosses = 1_000,
            MaximumDailyLoss = Money.Dollars(1_000_000),
        },
        Asymmetric = new() { EntrySize = Size.Shares(12) },
    };

    private readonly EngineHarness _harness;
    private readonly bool _oneOrderARole;
    private readonly Dictionary<long, Known> _orders = [];
    private readonly List<Fill> _fills = [];
    private readonly Dictionary<Guid, FillStatus> _statuses = [];
    private readonly List<string> _story = [];
    private MarketPhase _phase;
    private MarketPhase _strictest;
    private Timestamp _now;
    private int _bid = 48;

    /// <param name="strategy">Walked in place of the asymmetric maker, with inventory operations switched on.</param>
    public EngineWalk(IStrategy? strategy = null)
    {
        _harness = strategy is null
            ? new EngineHarness(Options)
            : new EngineHarness(Options with { Inventory = new InventoryOptions { Enabled = true, MinimumMerge = Size.Shares(1_000) } }, strategies: [strategy]);
        _oneOrderARole = strategy is null;
        _now = _harness.Now;
    }

    /// <summary>The venue has announced executions that it has not told yet.</summary>
    public bool AwaitsFills => _orders.Values.Any(order => order.Awaited.IsPositive);

    /// <summary>Called after every input.</summary>
    public Action Check { get; init; } = () => { };

    /// <summary>Changes an order between engine and rules: a planted bug.</summary>
    public Func<Effect, Effect> Tamper { get; init; } = effect => effect;

    public IReadOnlyList<Effect> Effects => _harness.Effects;

    public EngineHarness Harness => _harness;

    /// <summary>Runs the whole sequence; throws at the first order or state that breaks a rule.</summary>
    public void Run(int[] codes)
    {
        try
        {
            // Begin anywhere in the window, so that its last phases are walked as often as its first.
            Do(() => _harness.Wait(Duration.FromSeconds((codes.Length > 0 ? codes[0] % 6 : 0) * 45)));
            _now = _harness.Now;
            foreach (var code in codes)
            {
                Step(code % 24, code / 24);
                CheckState();
                Check();
            }
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(exception.Message + "\nafter: " + string.Join("; ", _story), exception);
        }
    }

    /// <summary>Ends the window and compares the result with the money moved.</summary>
    public void SettleAndCheck(Outcome winner)
    {
        _harness.Settle(winner);
        long cash = 0;
        long tokens = 0;
        foreach (var fill in _fills.Where(fill => _statuses[fill.Trade] != FillStatus.Failed))
        {
            var sign = fill.Side == Side.Buy ? 1 : -1;
            cash -= (sign * fill.Amount.Micros) + fill.Fee.Micros;
            tokens += fill.Outcome == winner ? sign * fill.Size.Units : 0;
        }

        Assert.Equal(cash + tokens, _harness.Engine.Totals.RealizedPnl.Micros);
        Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
        Assert.Empty(_harness.Engine.LiveOrders());
    }

    private void Step(int kind, int argument)
    {
        switch (kind)
        {
            case 0 or 1 or 2 or 3: Wait(argument); break;
            case 4 or 5 or 6 or 7: Book(argument); break;
            case 8: Do(() => _harness.Trade()); break;
            case 9: Oracle(argument); break;
            case 10 or 11 or 12 or 13: Report(argument); break;
            case 14 or 15 or 16: FillOrder(argument); break;
            case 17: RepeatFill(argument); break;
            case 18: Toggle(argument); break;
            case 19: Do(() => _harness.Mode(argument % 3 == 0 ? (VenueMode)(argument / 3 % 7) : VenueMode.Normal)); break;
            case 20: Desire(argument); break;
            case 21: Halt(argument); break;
            case 22: Foreign(argument); break;
            default: Do(() => _harness.Do(e => _harness.Engine.OnTickSizeChange(_now, _harness.Market, argument % 3 == 0 ? TickSize.TenthOfCent : TickSize.Cent, e))); break;
        }
    }

    private void Do(Action input, bool when = true)
    {
        if (!when)
        {
            return;
        }

        var before = _harness.Effects.Count;
        input();
        for (var index = before; index < _harness.Effects.Count; index++)
        {
            if (_harness.Effects[index].Kind == EffectKind.Place)
            {
                _story.Add($"place {_harness.Effects[index].Intent} {_harness.Effects[index].Purpose} {_harness.Effects[index].Outcome} {_harness.Effects[index].Size}");
                CheckOrder(Tamper(_harness.Effects[index]));
                _orders[_harness.Effects[index].Intent.Number] = new Known(_harness.Effects[index]);
            }
        }
    }

    private void Wait(int argument)
    {
        var until = _now + Duration.FromMilliseconds(argument % 8 == 0 ? argument % 30_000 : argument % 1_500);
        if (argument % 5 == 0)
        {
            // A host that sleeps over its deadlines.
            Do(() => _harness.Do(e => _harness.Engine.OnClock(until, e)));
            Do(() => _harness.WaitUntil(until, feeds: false));
        }
        else
        {
            Do(() => _harness.WaitUntil(until));
        }

        _now = _harness.Now;
    }

    private void Book(int argument)
    {
        if (argument % 40 == 0)
        {
            Do(() => _harness.Do(e => _harness.Engine.OnBookLost(_now, _harness.Market, e)));
            return;
        }

        _bid = Math.Clamp(_bid + (argument % 7) - 3, 4, 90);
        var heavy = argument % 2 == 0;
        Do(() => _harness.Book(_bid, _bid + 1 + (argument / 7 % 5), heavy ? 200 : argument % 11 == 0 ? 0 : 30, heavy ? 30 : 200));
    }

    private void Oracle(int argument) => Do(() => _harness.Do(e => _harness.Engine.OnOracle(
        _now, argument % 9 == 0 ? "eth" : "btc",
        new OracleTick((OracleSource)(argument % 4), new OraclePrice((argument % 31 == 0 ? 0 : 60_000 + (argument % 400)) * OraclePrice.Scale), _now - Duration.FromMilliseconds(argument % 3_000)),
        e)));

    private Known? Pick(int argument) => _orders.Count == 0 ? null : _orders.Values.ElementAt(Math.Max(0, _orders.Count - 1 - (argument % 3)));

    private void Report(int argument)
    {
        if (Pick(argument) is not { } order)
        {
            return;
        }

        var kind = (OrderReportKind)(argument / 3 % 7);

        // A venue does not take back what it has matched: refusals and absences only fit orders nothing came of.
        if (kind is OrderReportKind.Rejected or OrderReportKind.NeverArrived && (order.Executed.IsPositive || order.Announced.IsPositive))
        {
            kind = OrderReportKind.Cancelled;
        }

        var matched = kind == OrderReportKind.Matched ? order.Effect.Size
            : argument % 5 == 0 && kind is OrderReportKind.Live or OrderReportKind.Cancelled ? order.Executed
            : Size.Zero;
        Do(() =>
        {
            order.Tell(kind, matched);
            _story.Add($"{order.Effect.Intent} {kind} {matched}");
            _harness.Report(order.Effect.Intent, kind, kind == OrderReportKind.Rejected ? (Reason)((int)Reason.RejectedPostOnlyWouldCross + (argument % 9)) : Reason.None, matched);
        });
    }

    private void FillOrder(int argument)
    {
        if (Pick(argument) is not { } order)
        {
            return;
        }

        var rest = order.Effect.Size - order.Executed;
        var size = argument % 3 == 0 ? rest : new Size(Math.Max(1, rest.Units / (1 + (argument % 5))));
        if (rest.IsPositive && size.IsPositive)
        {
            var fill = _harness.FillOf(order.Effect, size, (FillStatus)(argument / 3 % 5), fee: new Money(argument % 1000));
            if (fill.Fee.Micros > fill.Size.Units)
            {
                return;
            }

            Book(fill, order);
        }
    }

    private void Foreign(int argument)
    {
        var shape = new Effect { Outcome = (Outcome)(argument % 2), Side = Side.Buy, Price = Price.Cents(50), Size = Size.Shares(1 + (argument % 6)) };
        if (argument % 4 == 0)
        {
            Book(_harness.FillOf(shape, status: (FillStatus)(argument / 4 % 5)), null);
        }
        else if (argument % 4 == 1)
        {
            Operate(argument / 4);
        }
    }

    // The latest operation may be under way, done, failed or unknown; a confirmed one stays so.
    private void Operate(int argument)
    {
        var asked = _harness.Effects.LastOrDefault(effect => effect.Kind is EffectKind.Merge or EffectKind.Split);
        if (asked.Kind is EffectKind.Merge or EffectKind.Split)
        {
            var kind = asked.Kind == EffectKind.Merge ? InventoryOperationKind.Merge : InventoryOperationKind.Split;
            var report = new InventoryOperationReport(_harness.Market, asked.Operation, kind, (InventoryOperationState)(argument % 4), asked.Size, Money.Zero);
            Do(() => _harness.Do(e => _harness.Engine.OnInventoryOperation(_now, report, e)));
        }
    }

    private void Book(Fill fill, Known? order) => Do(() =>
    {
        _story.Add($"fill of {fill.Intent} {fill.Side} {fill.Outcome} {fill.Size} {fill.Status}");
        _fills.Add(fill);
        _statuses[fill.Trade] = fill.Status;
        order?.TellFill(fill.Size);
        _harness.Fill(fill);
    });

    private void RepeatFill(int argument)
    {
        if (_fills.Count == 0)
        {
            return;
        }

        var fill = _fills[argument % _fills.Count];
        fill.Status = (FillStatus)(argument / 7 % 5);
        var known = _statuses[fill.Trade];
        var isFinal = known == FillStatus.Confirmed || (known == FillStatus.Failed && fill.Status != FillStatus.Confirmed);
        _statuses[fill.Trade] = isFinal ? known : fill.Status;
        Do(() => _harness.Fill(fill));
    }

    private void Toggle(int argument)
    {
        var feed = (Feed)(argument % 6);
        Do(() => _harness.Feed(feed, argument % 3 != 0));
        if (argument % 2 == 0)
        {
            foreach (var other in Enum.GetValues<Feed>())
            {
                Do(() => _harness.Feed(other, true));
            }
        }
    }

    private void Desire(int argument)
    {
        if (argument % 8 != 0)
        {
            return;
        }

        var phase = (MarketPhase)(argument / 8 % 9);
        _strictest = phase is >= MarketPhase.Unwind and <= MarketPhase.Done && phase > _strictest ? phase : _strictest;
        Do(() => _harness.Do(e => _harness.Engine.OnDesiredPhase(_now, _harness.Market, phase, e)));
    }

    private void Halt(int argument)
    {
        if (argument % 5 == 0)
        {
            Do(() => _harness.Do(e => _harness.Engine.OnHalt(_now, Reason.ManualHalt, e)));
        }
        else if (argument % 5 == 1)
        {
            Do(() => _harness.Do(e => _harness.Engine.OnHaltMarket(_now, _harness.Market, Reason.ManualHalt, e)));
        }

        if (argument % 3 != 0)
        {
            foreach (var order in _orders.Values)
            {
                order.Announced = order.Executed;
            }

            Do(() => _harness.Do(e => _harness.Engine.OnResume(_now, e)));
        }
    }

    private void CheckState()
    {
        var view = _harness.View;
        Assert.True(view.Phase >= _phase, $"phase went back from {_phase} to {view.Phase}");
        Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
        _phase = view.Phase;
        _now = _harness.Now;
    }

    private void CheckOrder(in Effect order)
    {
        var open = _orders.Values.Where(other => other.Remaining.IsPositive).ToList();
        var net = Net();
        var change = Change(order.Outcome, order.Side, order.Size);
        var reachable = Subsets(net, open);
        var opens = reachable.Any(from => Math.Abs(from + change) > Math.Abs(from) || Math.Sign(from) != Math.Sign(from + change) && from + change != 0);
        var untilEnd = _harness.Spec.Closes - order.At;
        var text = $"{order.Purpose} {order.Side} {order.Outcome} {order.Size}@{order.Price} net {net} phase {order.Phase}, open: "
            + string.Join(", ", open.Select(other => $"{other.Effect.Intent} {other.Effect.Purpose} {other.Effect.Side} {other.Effect.Outcome} {other.Remaining} of {other.Effect.Size}@{other.Effect.Price}"));

        Assert.True(!opens || (untilEnd > Duration.FromSeconds(60) && _strictest < MarketPhase.CloseOnly), "opening after CLOSE_ONLY: " + text);
        Assert.True(untilEnd > Duration.FromSeconds(5) && _strictest < MarketPhase.Done, "order after DONE: " + text);
        Assert.True(!opens || reachable.Max(from => Math.Abs(from + change)) <= Options.Risk.MaximumNetExposure.Units, "net exposure: " + text);
        Assert.True(!opens || CommittedBuys(open, order) <= Options.Risk.MaximumMarketNotional, "notional: " + text);
        Assert.True(order.Size >= Size.Shares(5) && order.Size.Units % 10_000 == 0, "size: " + text);
        var (upSide, upPrice) = InUpTerms(order);
        foreach (var other in open)
        {
            var (side, price) = InUpTerms(other.Effect);
            var crosses = side != upSide && (upSide == Side.Buy ? upPrice >= price : upPrice <= price);
            Assert.False(crosses, $"crosses own {other.Effect.Side} {other.Effect.Outcome} {other.Effect.Price}: " + text);
            Assert.True(!_oneOrderARole || (other.Effect.Purpose == OrderPurpose.Entry) != (order.Purpose == OrderPurpose.Entry), "second order of the role: " + text);
        }
    }

    private long Net()
    {
        var net = _fills.Where(fill => _statuses[fill.Trade] != FillStatus.Failed).Sum(fill => Change(fill.Outcome, fill.Side, fill.Size));
        return net + _orders.Values.Sum(order => Change(order.Effect.Outcome, order.Effect.Side, order.Awaited));
    }

    // Cost of what is open, at least: each net share costs what its buy cost, so the limit must hold for the open buys alone.
    private static Money CommittedBuys(List<Known> open, in Effect order)
    {
        var committed = Money.Notional(order.Price, order.Size, Rounding.Up);
        foreach (var other in open.Where(other => other.Effect.Side == Side.Buy))
        {
            committed += Money.Notional(other.Effect.Price, other.Remaining, Rounding.Up);
        }

        return committed;
    }

    private static List<long> Subsets(long net, List<Known> open)
    {
        var reachable = new List<long> { net };
        foreach (var order in open)
        {
            var change = Change(order.Effect.Outcome, order.Effect.Side, order.Remaining);
            reachable.AddRange(reachable.Select(from => from + change).ToList());
        }

        return reachable;
    }

    private static long Change(Outcome outcome, Side side, Size size) => (outcome == Outcome.Up) == (side == Side.Buy) ? size.Units : -size.Units;

    private static (Side Side, int Price) InUpTerms(in Effect order) =>
        order.Outcome == Outcome.Up ? (order.Side, order.Price.Units) : (order.Side.Opposite(), order.Price.Complement.Units);

    private sealed class Known(Effect effect)
    {
        private bool _ended;
        private bool _neverArrived;

        public Effect Effect { get; } = effect;

        public Size Executed { get; private set; }

        public Size Announced { get; set; }

        public Size Awaited => Announced - Executed > new Size(10_000) ? Announced - Executed : Size.Zero;

        public Size Remaining => _ended ? Size.Zero : Size.Max(Effect.Size - Size.Max(Executed, Announced), Size.Zero);

        public void Tell(OrderReportKind kind, Size matched)
        {
            Announced = Size.Max(Announced, matched);
            var lives = _neverArrived && kind is OrderReportKind.Live;
            _neverArrived = kind == OrderReportKind.NeverArrived ? !_ended || _neverArrived : _neverArrived && !lives && kind != OrderReportKind.Matched;
            _ended = !lives && (_ended || kind is OrderReportKind.Rejected or OrderReportKind.Cancelled or OrderReportKind.Matched or OrderReportKind.NeverArrived);
        }

        public void TellFill(Size size)
        {
            Executed += size;
            _ended = _neverArrived ? false : _ended;
            _neverArrived = false;
        }
    }
}
