using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>
/// What must hold of every order and merge that leaves the engine, worked out from the outside: from what was sent and told, without a
/// word of the engine's own books.
/// </summary>
internal sealed class WalkRules(RiskOptions limits, MarketSpec spec)
{
    /// <summary>What each bot may do; one that is not named may complete by taking.</summary>
    public IReadOnlyList<ExecutionPolicy> Policies { get; init; } = [ExecutionPolicy.MakerOnly];

    public List<WalkOrder> Orders { get; } = [];

    public List<Fill> Fills { get; } = [];

    public Dictionary<Effects.Effect, InventoryOperationState> Operations { get; } = [];

    public void CheckOrder(in Effect order, MarketView view)
    {
        var text = $"{order.Bot} {order.Purpose} {order.Type} {order.Side} {order.Outcome} {order.Size}@{order.Price} in {view.Phase}";
        var open = Orders.Where(other => other.Remaining.IsPositive).ToList();
        var change = WalkOrder.Change(order.Outcome, order.Side, order.Size);
        var net = Net(null);
        var highest = net + open.Sum(other => Math.Max(other.NetChange, 0));
        var lowest = net + open.Sum(other => Math.Min(other.NetChange, 0));
        var opens = change > 0 ? highest + change > 0 : lowest + change < 0;
        var untilEnd = spec.Closes - order.At;
        Assert.True(!opens || untilEnd > Duration.FromSeconds(60), "opens after CLOSE_ONLY: " + text);
        Assert.True(untilEnd > Duration.FromSeconds(5), "order after DONE: " + text);
        if (opens)
        {
            CheckLimits(order, change > 0 ? highest + change : -(lowest + change), open, text);
        }

        CheckCrossing(order, open, text);
        CheckPolicy(order, view, text);
        Assert.True(order.Side == Side.Buy || order.Size <= Sellable(order), "sells what is not there: " + text);
    }

    public void CheckMerge(in Effect merge)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var free = Sellable(merge with { Outcome = outcome });
            Assert.True(merge.Size <= free, $"merges {merge.Size} where {free} of {outcome} is free");
        }
    }

    /// <summary>Money in less money out, and a dollar for each of the winner's tokens.</summary>
    public long Result(Outcome winner, long gasMicros)
    {
        long result = -gasMicros;
        foreach (var fill in Fills.Where(fill => fill.Status != FillStatus.Failed))
        {
            var sign = fill.Side == Side.Buy ? 1 : -1;
            result -= (sign * fill.Amount.Micros) + fill.Fee.Micros;
            result += fill.Outcome == winner ? sign * fill.Size.Units : 0;
        }

        return result;
    }

    private void CheckLimits(in Effect order, long worst, List<WalkOrder> open, string text)
    {
        var bot = order.Bot;
        var own = open.Where(other => other.Effect.Bot == bot).ToList();
        var change = WalkOrder.Change(order.Outcome, order.Side, order.Size);
        var ownWorst = change > 0
            ? Net(bot.Number) + own.Sum(other => Math.Max(other.NetChange, 0)) + change
            : -(Net(bot.Number) + own.Sum(other => Math.Min(other.NetChange, 0)) + change);
        Assert.True(worst <= limits.MaximumNetExposure.Units, $"net exposure {worst}: " + text);
        Assert.True(ownWorst <= limits.MaximumBotNetExposure.Units, $"net exposure of the bot {ownWorst}: " + text);
        var shares = open.Sum(other => other.Remaining.Units) + order.Size.Units;
        Assert.True(shares + Math.Abs(Net(null)) <= limits.MaximumGrossExposure.Units, $"gross exposure {shares}: " + text);
        Assert.True(Notional(open) + Notional(order, order.Size) <= limits.MaximumOpenNotional, "open orders: " + text);
        if (order.Side == Side.Buy)
        {
            var cost = Notional(order, order.Size);
            Assert.True(Notional(own.Where(other => other.Effect.Side == Side.Buy)) + cost <= limits.BotCapital, "capital of the bot: " + text);
            Assert.True(Notional(open.Where(other => other.Effect.Side == Side.Buy)) + cost <= limits.MaximumMarketNotional, "cost in the market: " + text);
        }
    }

    /// <summary>A maker's quotes only rest; the closing layer of any bot may take.</summary>
    private void CheckPolicy(in Effect order, MarketView view, string text)
    {
        var isQuote = order.Purpose is OrderPurpose.Entry or OrderPurpose.Completion;
        var same = order.Outcome == Outcome.Up ? view.Up : view.Down;
        var other = order.Outcome == Outcome.Up ? view.Down : view.Up;
        var price = order.Price;
        var trades = order.Side == Side.Buy
            ? price >= same.BestAsk || price >= other.BestBid?.Complement
            : price <= same.BestBid || price <= other.BestAsk?.Complement;
        Assert.True(!isQuote || !IsMaker(order.Bot) || (order.PostOnly && order.Type == OrderType.Gtc), "a maker takes: " + text);
        Assert.False(isQuote && order.PostOnly && trades, $"marketable at {same.BestBid}/{same.BestAsk}, {other.BestBid}/{other.BestAsk}: " + text);
    }

    private bool IsMaker(BotId bot) => bot.Number < Policies.Count && Policies[bot.Number] == ExecutionPolicy.MakerOnly;

    private static void CheckCrossing(in Effect order, List<WalkOrder> open, string text)
    {
        var sent = new WalkOrder(order);
        foreach (var other in open.Where(other => other.UpSide != sent.UpSide))
        {
            var crosses = sent.UpSide == Side.Buy ? sent.UpPrice >= other.UpPrice : sent.UpPrice <= other.UpPrice;
            Assert.False(crosses, $"crosses own {other.Effect.Side} {other.Effect.Outcome} {other.Effect.Price}: " + text);
        }
    }

    /// <summary>Confirmed tokens of the bot, less what was sold or is for sale, less what merges hold, with what splits gave.</summary>
    private Size Sellable(in Effect order)
    {
        var (bot, outcome) = (order.Bot, order.Outcome);
        long tokens = 0;
        foreach (var fill in Fills.Where(fill => fill.Outcome == outcome && BotOf(fill) == bot.Number))
        {
            tokens += fill.Side == Side.Sell && fill.Status != FillStatus.Failed ? -fill.Size.Units
                : fill.Side == Side.Buy && fill.Status == FillStatus.Confirmed ? fill.Size.Units
                : 0;
        }

        foreach (var (effect, state) in Operations.Where(operation => operation.Key.Bot == bot))
        {
            tokens -= effect.Kind == EffectKind.Merge && state != InventoryOperationState.Failed ? effect.Size.Units : 0;
            tokens += effect.Kind == EffectKind.Split && state == InventoryOperationState.Confirmed ? effect.Size.Units : 0;
        }

        var promised = Orders.Where(other => other.Effect.Bot == bot && other.Effect.Outcome == outcome && other.Effect.Side == Side.Sell);
        return new Size(tokens - promised.Sum(other => other.Remaining.Units));
    }

    private long Net(int? bot) => Fills.Where(fill => fill.Status != FillStatus.Failed && (bot is null || BotOf(fill) == bot))
        .Sum(fill => WalkOrder.Change(fill.Outcome, fill.Side, fill.Size));

    private int BotOf(Fill fill) => Orders.FirstOrDefault(order => order.Effect.Intent == fill.Intent)?.Effect.Bot.Number ?? 0;

    private static Money Notional(IEnumerable<WalkOrder> orders) => new(orders.Sum(order => Notional(order.Effect, order.Remaining).Micros));

    private static Money Notional(in Effect order, Size size) => Money.Notional(order.Price, size, Rounding.Up);
}
