using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

/// <summary>Several quotes of one strategy against its live orders.</summary>
public sealed class QuoteAlignmentTests
{
    private int _base = 45;
    private int _levels = 4;

    [Fact]
    public void Places_every_level_of_both_tokens_at_once()
    {
        var harness = Ladder(out _);
        Assert.Equal(8, harness.Placed().Count());
        Assert.Equal(8, harness.Placed().Select(order => (order.Outcome, order.Price)).Distinct().Count());
    }

    [Fact]
    public void Moves_only_the_level_whose_price_changed()
    {
        var harness = Ladder(out var strategy);
        Acknowledge(harness);
        harness.Wait(Duration.FromSeconds(1));
        strategy.Wants = (in StrategyView view, QuoteBuffer quotes) =>
        {
            Bids(quotes);
            quotes.Put(QuoteSlot.Of(Outcome.Up, Side.Buy, 2), Bid(Outcome.Up, 38));
        };
        harness.Book(50, 54);
        var cancel = Assert.Single(harness.Cancelled());
        var moved = harness.Placed().Single(order => order.Intent == cancel.Intent);
        Assert.Equal(Price.Cents(43), moved.Price);
        harness.Report(cancel.Intent, OrderReportKind.Cancelled);
        Assert.Equal((9, Price.Cents(38)), (harness.Placed().Count(), harness.LastPlaced().Price));
    }

    [Fact]
    public void Takes_away_a_level_that_is_no_longer_wanted_and_leaves_the_others_in_their_queues()
    {
        var harness = Ladder(out _);
        Acknowledge(harness);
        harness.Wait(Duration.FromSeconds(1));
        _levels = 3;
        harness.Book(50, 54);
        Assert.Equal(2, harness.Cancelled().Count());
        Assert.Equal(8, harness.Placed().Count());
    }

    [Fact]
    public void Sends_no_more_orders_than_the_budget_and_the_rest_when_tokens_come_back()
    {
        var options = new EngineOptions { Orders = new OrderOptions { OrderBurst = 6, OrdersKeptForClosing = 1, MaximumOrdersPerSecond = 10 } };
        var harness = Ladder(out _, options);
        Assert.Equal(5, harness.Placed().Count());
        harness.Wait(Duration.FromMilliseconds(99));
        Assert.Equal(5, harness.Placed().Count());
        harness.Wait(Duration.FromMilliseconds(201));
        Assert.Equal(8, harness.Placed().Count());
    }

    [Fact]
    public void Keeps_an_order_at_the_front_of_its_queue_while_the_wanted_price_is_little_behind()
    {
        var options = new EngineOptions { Orders = new OrderOptions { QueueFront = Size.Shares(10) } };
        var front = Ladder(out _, options);
        Acknowledge(front);
        front.Wait(Duration.FromSeconds(1));
        _base = 44;
        front.Book(50, 54);
        Assert.Empty(front.Cancelled());
        _base = 43;
        front.Book(50, 54);
        Assert.Equal(8, front.Cancelled().Count());
    }

    [Fact]
    public void A_maker_never_quotes_a_price_that_would_trade_by_either_book()
    {
        var strategy = new ScriptedStrategy { Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Single, Bid(Outcome.Up, 54)) };
        var harness = new EngineHarness(strategies: [strategy]);
        harness.Book(50, 54);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.WouldTake, harness.View.NotQuoting);
        harness.Book(50, 55);
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void A_maker_may_not_take_and_a_completion_taker_only_up_to_its_maximum()
    {
        var take = DesiredQuote.Taking(Outcome.Up, Side.Buy, Price.Cents(55), Size.Shares(10), OrderPurpose.Completion);
        var strategy = new ScriptedStrategy { Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Completion, take) };
        var harness = new EngineHarness(strategies: [strategy]);
        harness.Book(50, 54);
        Assert.Equal(Reason.PolicyForbids, harness.View.NotQuoting);
        strategy.Policy = ExecutionPolicy.CompletionTaker;
        take.MaximumPrice = Price.Cents(54);
        harness.Book(50, 54);
        Assert.Equal(Reason.PolicyForbids, harness.View.NotQuoting);
        take.MaximumPrice = Price.Cents(55);
        harness.Book(50, 54);
        Assert.Equal((OrderType.Fak, OrderPurpose.Completion), (harness.LastPlaced().Type, harness.LastPlaced().Purpose));
    }

    [Fact]
    public void Two_bots_own_bids_on_both_tokens_never_add_up_to_a_dollar()
    {
        var first = new ScriptedStrategy { Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Single, Bid(Outcome.Up, 52)) };
        var second = new ScriptedStrategy { Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Single, Bid(Outcome.Down, 48)) };
        var harness = new EngineHarness(strategies: [first, second]);
        harness.Book(50, 54);
        Assert.Single(harness.Placed());
        second.Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Single, Bid(Outcome.Down, 47));
        harness.Book(50, 54);
        Assert.Equal(2, harness.Placed().Count());
    }

    [Fact]
    public void Opening_sales_are_bounded_by_the_tokens_that_are_there_for_sure()
    {
        var strategy = new ScriptedStrategy
        {
            Wants = (in StrategyView _, QuoteBuffer quotes) =>
                quotes.Put(QuoteSlot.Of(Outcome.Up, Side.Sell, 0), DesiredQuote.Resting(Outcome.Up, Side.Sell, Price.Cents(56), Size.Shares(10))),
        };
        var harness = new EngineHarness(strategies: [strategy]);
        harness.Book(50, 54);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.InsufficientFunds, harness.View.NotQuoting);
    }

    private EngineHarness Ladder(out ScriptedStrategy strategy, EngineOptions? options = null)
    {
        strategy = new ScriptedStrategy { Wants = (in StrategyView _, QuoteBuffer quotes) => Bids(quotes) };
        var harness = new EngineHarness(options, strategies: [strategy]);
        harness.Book(50, 54);
        return harness;
    }

    private void Bids(QuoteBuffer quotes)
    {
        for (var level = 0; level < _levels; level++)
        {
            quotes.Put(QuoteSlot.Of(Outcome.Up, Side.Buy, level), Bid(Outcome.Up, _base - level));
            quotes.Put(QuoteSlot.Of(Outcome.Down, Side.Buy, level), Bid(Outcome.Down, _base - 4 - level));
        }
    }

    private static DesiredQuote Bid(Outcome outcome, int cents) => DesiredQuote.Resting(outcome, Side.Buy, Price.Cents(cents), Size.Shares(5));

    private static void Acknowledge(EngineHarness harness)
    {
        foreach (var order in harness.View.LiveOrders)
        {
            harness.Report(order.Intent, OrderReportKind.Live);
        }
    }
}
