using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

public sealed class GroupPlannerTests
{
    private static readonly NegativeRiskOptions Free = new() { GasPerGroup = Money.Zero };

    [Fact]
    public void Buys_one_of_every_outcome_where_they_cost_less_than_a_dollar_after_fees()
    {
        // 0.30 + 0.25 + 0.35 and fees of 0.0147, 0.013125 and 0.015925, each rounded up: 0.9439.
        var plan = new GroupPlanner(Free).Plan([Member(30), Member(25, size: 40), Member(35)]);
        Assert.Equal(new GroupPlan(GroupStep.FirstLeg, Outcome.Up, 1, Size.Shares(10), 9_000 + 147 + 132 + 160), plan);
    }

    [Fact]
    public void Buys_against_every_outcome_where_the_bids_add_up_to_more_than_a_dollar()
    {
        // Bids of 0.45, 0.40 and 0.35: against them cost 0.55 + 0.60 + 0.65 = 1.80 and pay 2.
        var plan = new GroupPlanner(Free).Plan([Member(49, bid: 45), Member(44, bid: 40), Member(39, bid: 35)]);
        Assert.Equal((GroupStep.FirstLeg, Outcome.Down), (plan.Step, plan.Outcome));
        Assert.Equal(18_000 + 174 + 168 + 160, plan.Total);
    }

    [Theory]
    [InlineData(33, 33, 34)]
    [InlineData(32, 32, 32)]
    public void Does_nothing_where_the_sum_leaves_no_gain(int first, int second, int third) =>
        Assert.Equal(GroupStep.Nothing, new GroupPlanner(Free).Plan([Member(first), Member(second), Member(third)]).Step);

    [Theory]
    [InlineData(30, 25, 31, GroupStep.FirstLeg)]
    [InlineData(30, 20, 30, GroupStep.Disbelieved)]
    public void A_gain_of_more_than_a_tenth_of_a_dollar_is_taken_for_an_outcome_that_is_not_listed(int first, int second, int third, object step) =>
        Assert.Equal(step, new GroupPlanner(Free).Plan([Member(first), Member(second), Member(third)]).Step);

    [Fact]
    public void A_begun_group_is_completed_however_cheap_the_others_have_become() =>
        Assert.Equal(GroupStep.OtherLegs, new GroupPlanner(Free).Plan([Held(Member(30), 10, 3_000), Member(15), Member(15)]).Step);

    [Fact]
    public void Gas_and_the_converters_fee_are_counted()
    {
        var dear = new GroupPlanner(new NegativeRiskOptions { GasPerGroup = Money.Dollars(1), ConversionFeeBasisPoints = 100 });
        Assert.Equal(9_000, dear.PayoutUnits(Outcome.Up, 3));
        Assert.Equal(19_800 - 1_000, dear.PayoutUnits(Outcome.Down, 3));
        Assert.Equal(GroupStep.Nothing, dear.Plan([Member(30), Member(25), Member(35)]).Step);
    }

    [Fact]
    public void One_market_that_cannot_be_traded_stops_the_whole_group()
    {
        var closed = Member(25);
        closed.MayTrade = false;
        var empty = Member(25);
        empty.Up.HasAsk = false;
        Assert.Equal(GroupStep.Nothing, new GroupPlanner(Free).Plan([Member(30), closed, Member(35)]).Step);
        Assert.Equal(GroupStep.Nothing, new GroupPlanner(Free).Plan([Member(30), empty, Member(35)]).Step);
    }

    [Fact]
    public void A_begun_group_wants_exactly_what_each_market_lacks()
    {
        GroupMember[] members = [Held(Member(30), 8, 3_000), Member(25), Held(Member(35), 3, 3_500)];
        var plan = new GroupPlanner(Free).Plan(members);
        Assert.Equal((GroupStep.OtherLegs, Size.Shares(8)), (plan.Step, plan.Size));
        Assert.Equal([Size.Zero, Size.Shares(8), Size.Shares(5)], members.Select(member => GroupPlanner.Missing(member, plan)));
    }

    [Fact]
    public void A_begun_group_is_not_completed_at_more_than_the_loss_allowed()
    {
        // 0.30 held; 0.35 + 0.3375... with fees must stay within 1.02.
        Assert.Equal(GroupStep.OtherLegs, new GroupPlanner(Free).Plan([Held(Member(30), 10, 3_000), Member(34), Member(34)]).Step);
        Assert.Equal(GroupStep.Nothing, new GroupPlanner(Free).Plan([Held(Member(30), 10, 3_000), Member(36), Member(34)]).Step);
    }

    [Fact]
    public void A_group_with_both_directions_held_is_left_to_the_closing_layer() =>
        Assert.Equal(GroupStep.Nothing, new GroupPlanner(Free).Plan([Held(Member(30), 10, 3_000), Held(Member(20), -10, 3_000), Member(20)]).Step);

    [Fact]
    public void A_planned_group_gains_whichever_outcome_wins()
    {
        var books = Gen.Choose(4, 90).ArrayOf(4).Select(asks => asks);
        Prop.ForAll(Arb.From(books), asks =>
        {
            GroupMember[] members = [.. asks.Select(ask => Member(ask, bid: Math.Max(ask - 3, 1)))];
            var plan = new GroupPlanner(Free).Plan(members);
            if (plan.Step == GroupStep.Nothing)
            {
                return;
            }

            // Counted apart, in decimals: what every winner pays for one share of each leg, less asks and fees.
            var cost = members.Sum(member => Cost(member.Top(plan.Outcome).Ask.Units / 10_000m));
            for (var winner = 0; winner < members.Length; winner++)
            {
                decimal paid = Enumerable.Range(0, members.Length).Count(place => place == winner == (plan.Outcome == Outcome.Up));
                Assert.True(paid - cost >= 0.015m, $"{plan} pays {paid} for {cost}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(4, 4, 3, 0)]
    [InlineData(4, 2, 1, 2)]
    [InlineData(5, 1, 0, 4)]
    public void A_conversion_pays_the_same_as_what_it_takes_whichever_outcome_wins(int outcomes, int against, int dollars, int others)
    {
        var converted = EventConversion.Of(outcomes, against, Size.Shares(10), 0);
        Assert.Equal((Money.Dollars(10 * dollars), others, Size.Shares(10)), (converted.Dollars, converted.OutcomesReceived, converted.Tokens));
        for (var winner = 0; winner < outcomes; winner++)
        {
            var given = 10 * (winner < against ? against - 1 : against);
            var received = (converted.Dollars.Micros / 1_000_000) + (winner < against ? 0 : converted.Tokens.Units / 1_000_000);
            Assert.Equal(given, received);
        }
    }

    private static decimal Cost(decimal price) => price + (0.07m * price * (1 - price));

    private static GroupMember Held(GroupMember member, long shares, long cost)
    {
        member.Net = Size.Shares(shares);
        member.CostUnits = cost;
        return member;
    }

    private static GroupMember Member(int ask, int? bid = null, long size = 100)
    {
        var low = bid ?? ask - 5;
        return new GroupMember
        {
            MayTrade = true,
            Up = new TopOfBook { HasBid = true, HasAsk = true, Bid = Price.Cents(low), Ask = Price.Cents(ask), BidSize = Size.Shares(size), AskSize = Size.Shares(size) },
            Down = new TopOfBook { HasBid = true, HasAsk = true, Bid = Price.Cents(100 - ask), Ask = Price.Cents(100 - low), BidSize = Size.Shares(size), AskSize = Size.Shares(size) },
            Fees = FeeSchedule.Crypto,
            Tick = TickSize.Cent,
            MinimumOrderSize = Size.Shares(5),
        };
    }
}
