using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>
/// An order that a person wants. It takes at once what is there and never rests: resting orders are the strategies', which would cancel
/// what they do not know. What it buys belongs to the bot, which closes it by its rules.
/// </summary>
/// <param name="Limit">Highest price of a buy, lowest of a sale; on the market's grid.</param>
/// <param name="Size">Shares, rounded down to hundredths; limits may shrink it.</param>
/// <param name="IsWhole">Fill it whole or not at all; else what is there.</param>
public readonly record struct PersonOrder(MarketId Market, BotId Bot, Outcome Outcome, Side Side, Price Limit, Size Size, bool IsWhole)
{
    internal OrderType Type => IsWhole ? OrderType.Fok : OrderType.Fak;
}
