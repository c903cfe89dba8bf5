using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Why an order's price and size cannot be turned into raw amounts.</summary>
public enum AmountError : byte
{
    None,

    /// <summary>The price is no multiple of the tick between the lowest and the highest order price.</summary>
    PriceOffGrid,

    /// <summary>The size is not a positive number of hundredths of a share.</summary>
    SizeOffGrid,

    /// <summary>Rounded to what a market order may carry, nothing is left.</summary>
    NothingLeft,
}

/// <summary>
/// Raw amounts of an order: micro-dollars and micro-shares. Exact in fixed point for resting orders; market orders are cut to the
/// digits the venue takes.
/// </summary>
/// <param name="Maker">Given: micro-dollars on a buy, micro-shares on a sell.</param>
/// <param name="Taker">Taken: micro-shares on a buy, micro-dollars on a sell.</param>
public readonly record struct OrderAmounts(long Maker, long Taker)
{
    /// <summary>Raw units of 1/100: sizes, and what a market order gives, have two decimals.</summary>
    private const long Hundredth = 10_000;

    /// <summary>Shares of the order, whichever side it is.</summary>
    public Size Shares(Side side) => new(side == Side.Buy ? Taker : Maker);

    /// <summary>Dollars of the order, whichever side it is.</summary>
    public Money Dollars(Side side) => new(side == Side.Buy ? Maker : Taker);

    /// <summary>Amounts of an order of this type: resting types exactly, FAK and FOK by the rules of market orders.</summary>
    public static AmountError For(OrderType type, Side side, Price price, Size size, TickSize tick, out OrderAmounts amounts) =>
        type is OrderType.Fak or OrderType.Fok
            ? ForMarket(side, price, size, tick, out amounts)
            : For(side, price, size, tick, out amounts);

    /// <summary>
    /// Amounts of a resting order: dollars are size × price without a rest, because size has two decimals and the price at most four.
    /// </summary>
    public static AmountError For(Side side, Price price, Size size, TickSize tick, out OrderAmounts amounts)
    {
        amounts = default;
        var error = Check(price, size, tick);
        if (error == AmountError.None)
        {
            var dollars = checked((long)((Int128)price.Units * size.Units / Price.Scale));
            amounts = side == Side.Buy ? new OrderAmounts(dollars, size.Units) : new OrderAmounts(size.Units, dollars);
        }

        return error;
    }

    /// <summary>
    /// Amounts of a FAK or FOK order. A buy is sized in dollars: size × price cut to cents is given, and what that buys at the
    /// limit price, cut to the tick's amount digits, is asked for. A better price therefore buys more shares than <paramref name="size"/>.
    /// A sell gives its shares, as a resting one.
    /// </summary>
    public static AmountError ForMarket(Side side, Price price, Size size, TickSize tick, out OrderAmounts amounts)
    {
        if (side == Side.Sell)
        {
            return For(side, price, size, tick, out amounts);
        }

        amounts = default;
        var error = Check(price, size, tick);
        return error != AmountError.None
            ? error
            : ForMarketBuy(Money.Notional(price, size, Rounding.Down), price, tick, out amounts);
    }

    /// <summary>Amounts of a FAK or FOK buy that spends at most <paramref name="dollars"/>, cut to cents.</summary>
    public static AmountError ForMarketBuy(Money dollars, Price price, TickSize tick, out OrderAmounts amounts)
    {
        amounts = default;
        if (!tick.Allows(price))
        {
            return AmountError.PriceOffGrid;
        }

        var spent = dollars.Micros / Hundredth * Hundredth;
        var step = AmountStep(tick);
        var shares = checked((long)((Int128)spent * Price.Scale / price.Units)) / step * step;
        if (spent <= 0 || shares <= 0)
        {
            return AmountError.NothingLeft;
        }

        amounts = new OrderAmounts(spent, shares);
        return AmountError.None;
    }

    private static AmountError Check(Price price, Size size, TickSize tick) =>
        !tick.Allows(price) ? AmountError.PriceOffGrid
        : !size.IsPositive || size.Units % Hundredth != 0 ? AmountError.SizeOffGrid
        : AmountError.None;

    /// <summary>The last digit of a market order's computed amount, in raw units: 3 to 6 decimals by tick (the SDK's rounding table).</summary>
    private static long AmountStep(TickSize tick) => tick.Units switch
    {
        1000 => 1_000,
        100 => 100,
        50 or 10 => 10,
        _ => 1,
    };
}
