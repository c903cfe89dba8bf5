using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Walks;

public sealed class DeskWalkTests
{
    private static readonly Arbitrary<int[]> Sequences = Gen.Choose(0, 1_000_000).ArrayOf(160).ToArbitrary();

    [Fact]
    public void Whatever_strategies_want_phase_limits_policy_own_orders_and_the_money_hold() =>
        Prop.ForAll(Sequences, codes => Walk(new DeskWalk((ulong)codes[1]), codes)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void The_walk_has_many_orders_at_once_takes_merges_and_splits()
    {
        var live = 0;
        var effects = new List<Effect>();
        foreach (var codes in Some(30))
        {
            var walk = new DeskWalk((ulong)codes[1]);
            Walk(walk, codes);
            live = Math.Max(live, walk.MostLive);
            effects.AddRange(walk.Effects);
        }

        Assert.True(live >= 8, $"at most {live} orders lived at once");
        Assert.Contains(effects, effect => effect.Kind == EffectKind.Place && effect.Purpose == OrderPurpose.Completion);
        Assert.Contains(effects, effect => effect.Kind == EffectKind.Place && effect.Purpose == OrderPurpose.Hedge);
        Assert.Contains(effects, effect => effect.Kind == EffectKind.Merge);
        Assert.Contains(effects, effect => effect.Kind == EffectKind.Split);
        Assert.Contains(effects, effect => effect.Kind == EffectKind.Place && effect.Purpose == OrderPurpose.Entry && effect.Side == Side.Sell);
    }

    [Theory]
    [InlineData("net exposure", 0)]
    [InlineData("net exposure of the bot", 1)]
    [InlineData("gross exposure", 2)]
    [InlineData("cost in the market", 3)]
    [InlineData("capital of the bot", 4)]
    [InlineData("open orders", 5)]
    public void A_limit_left_out_of_the_engine_is_found(string words, int limit) =>
        AssertFound(words, seed => new DeskWalk(seed, DeskWalk.Options(Without(limit))));

    [Fact]
    public void An_engine_that_opens_after_close_only_is_found() => AssertFound("opens after CLOSE_ONLY", seed =>
    {
        var late = new PhaseSchedule { Unwind = Duration.FromSeconds(20), CloseOnly = Duration.FromSeconds(15), HedgeLock = Duration.FromSeconds(10) };
        return new DeskWalk(seed, DeskWalk.Options(DeskWalk.Limits) with { Phases = new PhaseOptions { FiveMinutes = late } });
    });

    [Fact]
    public void A_maker_that_is_let_take_is_found() => AssertFound("a maker takes", seed => new DeskWalk(seed, first: ExecutionPolicy.CompletionTaker));

    [Fact]
    public void A_quote_pushed_over_the_touch_is_found() => AssertFound("marketable", seed => new DeskWalk(seed)
    {
        Tamper = (effect, _) => effect.Kind == EffectKind.Place && effect.PostOnly && effect is { Purpose: OrderPurpose.Entry, Side: Side.Buy } && effect.Price < Price.Cents(90)
            ? effect with { Price = new Price(effect.Price.Units + 300) }
            : effect,
    });

    [Fact]
    public void A_crossing_of_own_orders_is_found() => AssertFound("crosses own", seed => new DeskWalk(seed)
    {
        Tamper = (effect, rules) => effect.Kind == EffectKind.Place && effect.Type == OrderType.Fak && rules.Orders.Find(other => other.Remaining.IsPositive && other.UpSide != new WalkOrder(effect).UpSide) is { } met
            ? effect with { Price = effect.Outcome == Outcome.Up ? new Price(met.UpPrice) : new Price(met.UpPrice).Complement }
            : effect,
    });

    [Fact]
    public void A_merge_of_what_sales_have_promised_is_found() => AssertFound("merges", seed => new DeskWalk(seed)
    {
        Tamper = (effect, _) => effect.Kind == EffectKind.Merge ? effect with { Size = effect.Size + Size.Shares(5) } : effect,
    });

    [Fact]
    public void An_execution_that_is_booked_twice_is_found() => AssertFound("Assert.Equal", seed => new DeskWalk(seed)
    {
        Tamper = (effect, rules) =>
        {
            rules.Fills.AddRange(rules.Fills.Count == 1 ? [rules.Fills[0]] : []);
            return effect;
        },
    });

    private static void Walk(DeskWalk walk, int[] codes)
    {
        walk.Run(codes);
        walk.SettleAndCheck(codes[2] % 2 == 0 ? Outcome.Up : Outcome.Down);
    }

    /// <summary>Some walk over the engine with a planted bug must break the rule that the words name.</summary>
    private static void AssertFound(string words, Func<ulong, DeskWalk> planted) =>
        PlantedBug.AssertFound(words, Some(400), codes => Walk(planted((ulong)codes[1]), codes));

    private static IEnumerable<int[]> Some(int count) => PlantedBug.Sequences(count, 160);

    private static RiskOptions Without(int limit) => limit switch
    {
        0 => DeskWalk.Limits with { MaximumNetExposure = Size.Shares(10_000), MaximumBotNetExposure = Size.Shares(10_000) },
        1 => DeskWalk.Limits with { MaximumBotNetExposure = Size.Shares(10_000) },
        2 => DeskWalk.Limits with { MaximumGrossExposure = Size.Shares(10_000) },
        3 => DeskWalk.Limits with { MaximumMarketNotional = Money.Dollars(10_000), BotCapital = Money.Dollars(10_000) },
        4 => DeskWalk.Limits with { BotCapital = Money.Dollars(10_000) },
        _ => DeskWalk.Limits with { MaximumOpenNotional = Money.Dollars(10_000) },
    };
}
