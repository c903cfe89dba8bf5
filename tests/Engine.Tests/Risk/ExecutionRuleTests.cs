using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class ExecutionRuleTests
{
    private readonly RiskBench _bench = new();

    [Theory]
    [InlineData(Outcome.Up, Side.Buy, 51, Reason.None)]
    [InlineData(Outcome.Up, Side.Buy, 52, Reason.WouldTake)]
    [InlineData(Outcome.Up, Side.Sell, 49, Reason.None)]
    [InlineData(Outcome.Up, Side.Sell, 48, Reason.WouldTake)]
    [InlineData(Outcome.Down, Side.Buy, 51, Reason.None)]
    [InlineData(Outcome.Down, Side.Buy, 52, Reason.WouldTake)]
    [InlineData(Outcome.Down, Side.Sell, 49, Reason.None)]
    [InlineData(Outcome.Down, Side.Sell, 48, Reason.WouldTake)]
    public void A_maker_may_not_touch_the_best_price_of_the_other_side(Outcome outcome, Side side, int cents, Reason reason)
    {
        _bench.Book(48, 52);
        Assert.Equal(reason, Admit(ExecutionPolicy.MakerOnly, DesiredQuote.Resting(outcome, side, Price.Cents(cents), Size.Shares(10))));
    }

    [Theory]
    [InlineData(Side.Buy, 46, Reason.None)]
    [InlineData(Side.Buy, 47, Reason.WouldTake)]
    [InlineData(Side.Sell, 44, Reason.None)]
    [InlineData(Side.Sell, 43, Reason.WouldTake)]
    public void The_book_that_is_a_frame_ahead_decides_whichever_tokens_it_is(Side side, int cents, Reason reason)
    {
        // Up still shows 40 to 50; Down at 53 to 57 already says 43 to 47.
        RiskBench.Show(_bench.Market.UpBook, 40, 50);
        RiskBench.Show(_bench.Market.DownBook, 53, 57);
        Assert.Equal(reason, Admit(ExecutionPolicy.MakerOnly, DesiredQuote.Resting(Outcome.Up, side, Price.Cents(cents), Size.Shares(10))));
    }

    [Theory]
    [InlineData(Side.Buy, 46, Reason.None)]
    [InlineData(Side.Buy, 47, Reason.WouldTake)]
    [InlineData(Side.Sell, 44, Reason.None)]
    [InlineData(Side.Sell, 43, Reason.WouldTake)]
    public void It_decides_as_well_where_it_is_the_tokens_own(Side side, int cents, Reason reason)
    {
        RiskBench.Show(_bench.Market.UpBook, 43, 47);
        RiskBench.Show(_bench.Market.DownBook, 50, 60);
        Assert.Equal(reason, Admit(ExecutionPolicy.MakerOnly, DesiredQuote.Resting(Outcome.Up, side, Price.Cents(cents), Size.Shares(10))));
    }

    [Theory]
    [InlineData(Outcome.Up)]
    [InlineData(Outcome.Down)]
    public void Where_nobody_offers_nothing_would_trade(Outcome outcome)
    {
        Assert.Equal(Reason.None, Admit(ExecutionPolicy.MakerOnly, RiskBench.Bid(outcome, 99, 10)));
        Assert.Equal(Reason.None, Admit(ExecutionPolicy.MakerOnly, RiskBench.Offer(outcome, 1, 10)));
    }

    [Fact]
    public void What_rests_must_be_post_only_whatever_the_policy()
    {
        var quote = RiskBench.Bid(Outcome.Up, 40, 10) with { PostOnly = false };
        Assert.Equal(Reason.PolicyForbids, Admit(ExecutionPolicy.MakerOnly, quote));
        Assert.Equal(Reason.PolicyForbids, Admit(ExecutionPolicy.CompletionTaker, quote));
        Assert.Equal(Reason.None, Admit(ExecutionPolicy.CompletionTaker, quote with { PostOnly = true }));
    }

    [Fact]
    public void An_emergency_taker_quotes_nothing_of_its_own()
    {
        Assert.Equal(Reason.PolicyForbids, Admit(ExecutionPolicy.EmergencyTaker, RiskBench.Bid(Outcome.Up, 40, 10)));
        Assert.Equal(Reason.PolicyForbids, Admit(ExecutionPolicy.EmergencyTaker, Taking(Side.Buy, 40, 40)));
    }

    [Theory]
    [InlineData(Side.Buy, 40, 40, Reason.None)]
    [InlineData(Side.Buy, 41, 40, Reason.PolicyForbids)]
    [InlineData(Side.Sell, 40, 40, Reason.None)]
    [InlineData(Side.Sell, 39, 40, Reason.PolicyForbids)]
    [InlineData(Side.Sell, 40, 0, Reason.PolicyForbids)]
    public void Taking_needs_the_policy_and_stays_within_its_stated_maximum(Side side, int cents, int maximum, Reason reason)
    {
        Assert.Equal(reason, Admit(ExecutionPolicy.CompletionTaker, Taking(side, cents, maximum)));
        Assert.Equal(Reason.PolicyForbids, Admit(ExecutionPolicy.MakerOnly, Taking(side, cents, maximum)));
    }

    [Fact]
    public void A_persons_order_only_takes_and_within_its_maximum_whatever_the_policy()
    {
        Assert.Equal(Reason.None, AdmitPerson(Taking(Side.Buy, 40, 40)));
        Assert.Equal(Reason.PolicyForbids, AdmitPerson(Taking(Side.Buy, 41, 40)));
        Assert.Equal(Reason.PolicyForbids, AdmitPerson(RiskBench.Bid(Outcome.Up, 40, 10) with { MaximumPrice = Price.Cents(40) }));
    }

    private static DesiredQuote Taking(Side side, int cents, int maximum) =>
        DesiredQuote.Taking(Outcome.Up, side, Price.Cents(cents), Size.Shares(10), OrderPurpose.Completion) with { MaximumPrice = Price.Cents(maximum) };

    private Reason Admit(ExecutionPolicy policy, in DesiredQuote quote) => ExecutionRule.Admit(QuoteSlot.Single, policy, _bench.Market, quote);

    private Reason AdmitPerson(in DesiredQuote quote) => ExecutionRule.Admit(QuoteSlot.Person, ExecutionPolicy.MakerOnly, _bench.Market, quote);
}
