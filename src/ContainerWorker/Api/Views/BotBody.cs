using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One bot. Dollars are exact; percentages are rounded to hundredths.</summary>
/// <param name="State">idle, starting, active, paused, stopping, stopped, error or emergency-halt.</param>
/// <param name="Why">Why it does not trade; null while it does.</param>
/// <param name="PausedUntil">Null where a person must end the pause.</param>
public sealed record BotBody(
    string Id, string Strategy, string State, string? Why, string? PausedUntil, decimal CapitalUsd, decimal EquityUsd, decimal RealizedPnlUsd, decimal UnrealizedPnlUsd, decimal CommittedUsd,
    decimal PeakEquityUsd, decimal DrawdownPercent, int ConsecutiveLosses, int LiveOrders)
{
    internal static BotBody Of(BotSnapshot bot) => new(
        bot.Id, bot.View.Strategy, Words.Label(bot.View.State), Words.Label(bot.View.Why), Words.Moment(bot.View.PausedUntil), Words.Dollars(bot.View.Capital), Words.Dollars(bot.Equity),
        Words.Dollars(bot.View.Realized), Words.Dollars(bot.Unrealized), Words.Dollars(bot.Committed), Words.Dollars(bot.View.Peak), bot.DrawdownPercent, bot.View.ConsecutiveLosses,
        bot.View.LiveOrders);
}

/// <summary>Results of one bot.</summary>
/// <param name="ReturnPercent">Realised result in percent of its capital.</param>
/// <param name="VolumeUsd">Moved by its fills in the windows held now.</param>
/// <param name="FeesUsd">Paid in the windows held now.</param>
public sealed record BotMetricsBody(
    string Id, string Strategy, decimal RealizedPnlUsd, decimal UnrealizedPnlUsd, decimal ReturnPercent, decimal DrawdownPercent, decimal VolumeUsd, decimal FeesUsd, int LiveOrders, int OrdersRemembered,
    int FillsRemembered, int RejectionsRemembered)
{
    internal static BotMetricsBody Of(BotSnapshot bot, TradingSnapshot snapshot)
    {
        var orders = snapshot.RecentOrders.Where(order => order.Bot == bot.View.Bot).ToList();
        return new(
            bot.Id, bot.View.Strategy, Words.Dollars(bot.View.Realized), Words.Dollars(bot.Unrealized), bot.ReturnPercent, bot.DrawdownPercent, Words.Dollars(bot.Volume), Words.Dollars(bot.Fees),
            bot.View.LiveOrders, orders.Count, snapshot.RecentFills.Count(fill => fill.Bot == bot.View.Bot), orders.Count(static order => order.State == Engine.Orders.OrderState.Rejected));
    }
}
