using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Tests.Walks;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies;

/// <summary>
/// Every strategy of the catalogue that trades one market, beside a bot that rests anything anywhere, under any sequence of crossed,
/// moving and contradicting books, reports, fills, failed settlements and time. <see cref="NegativeRiskWalkTests"/> does the same for
/// the one that trades several.
/// </summary>
public sealed class EveryStrategyWalkTests
{
    private const int Length = 160;

    /// <summary>Gates wide open, so that the walks trade much.</summary>
    private static readonly StrategyParameters Eager = new()
    {
        Asymmetric = new() { MinimumSpread = Price.Cents(1), EntrySize = Size.Shares(8) },
        Bots = new BotsOptions
        {
            CompleteSet = new() { GasPerOperation = Money.Zero, PairSize = Size.Shares(8) },
            Value = new() { MinimumTimeSinceOpen = Duration.Zero, MinimumTimeLeft = Duration.Zero, MaximumSize = Size.Shares(15), TakingEdge = Price.Cents(2), RestingEdge = Price.Cents(1) },
            BilateralMaker = new() { LevelSize = Size.Shares(12), FairValuePercent = 20, MaximumDisagreement = Price.One },
            PairedLadder = new() { LevelSize = Size.Shares(12), Edge = Price.Zero, MaximumUnpaired = Size.Shares(18) },
        },
    };

    public static TheoryData<string> OfOneMarket() => [.. StrategyCatalog.Names.Where(name => name != NegativeRiskStrategy.StrategyName)];

    [Theory]
    [MemberData(nameof(OfOneMarket))]
    public void Phase_limits_policy_own_orders_and_the_money_hold(string strategy) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(Length).ToArbitrary(), codes => Walk(strategy, codes)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [MemberData(nameof(OfOneMarket))]
    public void The_walk_has_the_strategy_quote_and_its_orders_filled(string strategy)
    {
        var (quotes, filled) = (0, 0);
        foreach (var codes in PlantedBug.Sequences(40, Length))
        {
            var walk = Walk(strategy, codes);
            quotes += walk.Effects.Count(effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Entry } && effect.Bot.Number == 0);
            filled += walk.FillsOf(0);
        }

        Assert.True(quotes >= 40 && filled >= 20, $"{quotes} quotes, {filled} fills");
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_planted_in_its_orders_is_found(string strategy, string bug) => PlantedBug.AssertFound(
        bug, PlantedBug.Sequences(200, Length), codes => Walk(strategy, codes, walk => Tampering.Of(bug, 0, walk.Spec)));

    public static TheoryData<string, string> Bugs()
    {
        var data = new TheoryData<string, string>();
        foreach (var strategy in StrategyCatalog.Names.Where(name => name != NegativeRiskStrategy.StrategyName))
        {
            foreach (var bug in (string[])[Tampering.Late, Tampering.Large, Tampering.Marketable, Tampering.Crossing, Tampering.BookedTwice])
            {
                data.Add(strategy, bug);
            }

            if (Create(strategy).Policy == ExecutionPolicy.MakerOnly)
            {
                data.Add(strategy, Tampering.Taking);
            }
        }

        return data;
    }

    private static IStrategy Create(string strategy) => StrategyCatalog.Create(strategy, Eager).Single();

    private static DeskWalk Walk(string strategy, int[] codes, Func<DeskWalk, Func<Effect, WalkRules, Effect>>? bug = null)
    {
        var walk = new DeskWalk((ulong)codes[1], strategies: [Create(strategy), new RandomStrategy((ulong)codes[1], ExecutionPolicy.MakerOnly)]);
        walk.Tamper = bug?.Invoke(walk) ?? walk.Tamper;
        walk.Run(codes);
        walk.SettleAndCheck(codes[2] % 2 == 0 ? Outcome.Up : Outcome.Down);
        return walk;
    }
}
