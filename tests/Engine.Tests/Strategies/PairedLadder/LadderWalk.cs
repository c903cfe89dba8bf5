using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

/// <summary>
/// Drives one strategy through any sequence of books, prices, answers and fills, late answers to cancels above all, and holds every bid
/// that leaves the engine against the dearest bid of the other token that may still fill by what was told.
/// </summary>
internal sealed class LadderWalk
{
    /// <summary>No penalties, so that the target total is the same at every moment.</summary>
    public static readonly PairedLadderOptions Steady = new()
    {
        BaseTotal = Price.Cents(97), VolatilityPenalty = Price.Zero, CautionPenalty = Price.Zero, UnpairedPenalty = Price.Zero,
        LevelSize = Size.Shares(20), ImproveTicks = 2, Edge = Price.Zero,
    };

    private readonly EngineHarness _harness;
    private readonly Price _target;
    private readonly List<Known> _orders = [];
    private int _noted;
    private int _bid = 48;
    private long _dollars = 60_000;

    public LadderWalk(IStrategy strategy, Price target)
    {
        _target = target;
        _harness = new EngineHarness(
            new EngineOptions { Risk = new RiskOptions { MaximumConsecutiveLosses = 1_000, MaximumDailyLoss = Money.Dollars(1_000_000), BotCapital = Money.Dollars(1_000_000), Capital = Money.Dollars(10_000_000) } },
            spec: EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Spot },
            strategies: [strategy]);
    }

    public int Bids { get; private set; }

    public int Taken { get; private set; }

    /// <summary>Bids that were sent while one of the other token was leaving.</summary>
    public int BesideLeaving { get; private set; }

    public long InvariantBreaches => _harness.Engine.Totals.InvariantBreaches;

    public void Run(int[] codes)
    {
        foreach (var code in codes)
        {
            Do(code % 12, code / 12);
        }
    }

    private void Do(int kind, int argument)
    {
        switch (kind)
        {
            case 0 or 1 or 2 or 3:
                _bid = Math.Clamp(_bid + (argument % 9) - 4, 8, 88);
                _harness.Book(_bid, _bid + 1 + (argument / 9 % 5));
                break;
            case 4 or 5:
                _dollars = Math.Clamp(_dollars + (argument % 9) - 4, 59_985, 60_015);
                _harness.Oracle(_dollars);
                break;
            case 6:
                _harness.Wait(Duration.FromMilliseconds(argument % 400));
                break;
            case 7:
                _harness.Trade();
                break;
            default:
                Answer(argument);
                break;
        }

        Note();
    }

    private void Answer(int argument)
    {
        var open = _orders.Where(order => !order.Over).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var order = open[argument % open.Count];
        switch (argument / 64 % 4)
        {
            case 0 when order.Leaving:
                order.Over = true;
                _harness.Report(order.Effect.Intent, OrderReportKind.Cancelled);
                break;
            case 1 when order.Effect.Type == OrderType.Gtc:
                _harness.Report(order.Effect.Intent, OrderReportKind.Live);
                break;
            case 2:
                order.Over = true;
                _harness.Fill(order.Effect);
                break;
            case 3 when order.Effect.Type != OrderType.Gtc:
                order.Over = true;
                _harness.Report(order.Effect.Intent, OrderReportKind.Rejected, Reason.RejectedNoMatch);
                break;
        }
    }

    private void Note()
    {
        for (var index = _noted; index < _harness.Effects.Count; index++)
        {
            var effect = _harness.Effects[index];
            if (effect.Kind == EffectKind.Cancel)
            {
                _orders.ForEach(order => order.Leaving |= order.Effect.Intent == effect.Intent);
            }
            else if (effect.Kind == EffectKind.Place)
            {
                Check(effect);
                _orders.Add(new Known(effect));
            }
        }

        _noted = _harness.Effects.Count;
    }

    private void Check(in Effect order)
    {
        if (order.Purpose != OrderPurpose.Entry)
        {
            Taken++;
            return;
        }

        Bids++;
        var other = order.Outcome.Opposite();
        var opposite = _orders.Where(each => !each.Over && each.Effect.Purpose == OrderPurpose.Entry && each.Effect.Outcome == other).ToList();
        BesideLeaving += opposite.Any(each => each.Leaving) ? 1 : 0;
        foreach (var bid in opposite)
        {
            Assert.True(
                order.Price.Units + bid.Effect.Price.Units <= _target.Units,
                $"{order.Outcome} {order.Price} beside {bid.Effect.Outcome} {bid.Effect.Price}, leaving {bid.Leaving}: more than {_target}");
        }
    }

    private sealed class Known(Effect effect)
    {
        public Effect Effect { get; } = effect;

        public bool Leaving { get; set; }

        public bool Over { get; set; }
    }
}
