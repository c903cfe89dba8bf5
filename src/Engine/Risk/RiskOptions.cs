using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Limits. Every one counts open, unacknowledged, unknown and being-cancelled orders as if they filled.</summary>
public sealed record RiskOptions
{
    /// <summary>Largest |Up − Down| of one market. Default 50 shares; range 0 to 10 000 000 shares.</summary>
    public Size MaximumNetExposure { get; init; } = Size.Shares(50);

    /// <summary>The same of one bot. Default 50 shares; range 0 to 10 000 000 shares.</summary>
    public Size MaximumBotNetExposure { get; init; } = Size.Shares(50);

    /// <summary>Most unpaired shares and shares of open orders of one market, all bots. Default 500 shares; range 0 to 100 000 000 shares.</summary>
    public Size MaximumGrossExposure { get; init; } = Size.Shares(500);

    /// <summary>Most price times size of the open orders of one market. Default 100 dollars; range 0 to 10 000 000 dollars.</summary>
    public Money MaximumOpenNotional { get; init; } = Money.Dollars(100);

    /// <summary>The same over all markets. Default 400 dollars; range 0 to 100 000 000 dollars.</summary>
    public Money MaximumTotalOpenNotional { get; init; } = Money.Dollars(400);

    /// <summary>
    /// Capital of each bot: its positions and open buys never cost more, and its drawdown is measured against it. Default 200 dollars;
    /// range 1 to 100 000 000 dollars.
    /// </summary>
    public Money BotCapital { get; init; } = Money.Dollars(200);

    /// <summary>Capital of all bots: the base of portfolio drawdown and daily loss. Default 1 000 dollars; range 1 to 100 000 000 dollars.</summary>
    public Money Capital { get; init; } = Money.Dollars(1_000);

    /// <summary>Least expected gain per share after fees for a directional order between 0.40 and 0.60. Default 0.02; range 0 to 0.5 dollar.</summary>
    public Price MiddleZoneEdge { get; init; } = Price.Cents(2);

    /// <summary>Largest cost of position and open buys of one market. Default 50 dollars; range 0 to 10 000 000 dollars.</summary>
    public Money MaximumMarketNotional { get; init; } = Money.Dollars(50);

    /// <summary>The same over all markets. Default 200 dollars; range 0 to 100 000 000 dollars.</summary>
    public Money MaximumTotalNotional { get; init; } = Money.Dollars(200);

    /// <summary>Largest opening order; a larger one is shrunk. Default 10 000 000 shares (off); range 0 to 10 000 000 shares.</summary>
    public Size MaximumOrderSize { get; init; } = Size.Shares(10_000_000);

    /// <summary>Loss of one UTC day (realised, and unrealised where negative) that stops all opening until resumed. Default 20 dollars; range 0.01 to 1 000 000 dollars.</summary>
    public Money MaximumDailyLoss { get; init; } = Money.Dollars(20);

    /// <summary>Closed round trips of one bot with a negative result in a row that pause it. Default 3; range 1 to 1 000.</summary>
    public int MaximumConsecutiveLosses { get; init; } = 3;

    /// <summary>How long that pause lasts. Default 86 400 s; range 1 to 604 800 s.</summary>
    public Duration ConsecutiveLossPause { get; init; } = Duration.FromSeconds(86_400);

    public BreakerOptions Breakers { get; init; } = new();

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".maximumNetExposure", MaximumNetExposure, Size.Zero, Size.Shares(10_000_000));
        errors.Range(key + ".maximumBotNetExposure", MaximumBotNetExposure, Size.Zero, Size.Shares(10_000_000));
        errors.Range(key + ".maximumGrossExposure", MaximumGrossExposure, Size.Zero, Size.Shares(100_000_000));
        errors.Range(key + ".maximumOpenNotional", MaximumOpenNotional, Money.Zero, Money.Dollars(10_000_000));
        errors.Range(key + ".maximumTotalOpenNotional", MaximumTotalOpenNotional, Money.Zero, Money.Dollars(100_000_000));
        errors.Range(key + ".botCapital", BotCapital, Money.Dollars(1), Money.Dollars(100_000_000));
        errors.Range(key + ".capital", Capital, Money.Dollars(1), Money.Dollars(100_000_000));
        errors.Range(key + ".middleZoneEdge", MiddleZoneEdge, Price.Zero, Price.Cents(50));
        Breakers.Validate(errors, key + ".breakers");
        errors.Range(key + ".maximumMarketNotional", MaximumMarketNotional, Money.Zero, Money.Dollars(10_000_000));
        errors.Range(key + ".maximumTotalNotional", MaximumTotalNotional, Money.Zero, Money.Dollars(100_000_000));
        errors.Range(key + ".maximumOrderSize", MaximumOrderSize, Size.Zero, Size.Shares(10_000_000));
        errors.Range(key + ".maximumDailyLoss", MaximumDailyLoss, new Money(10_000), Money.Dollars(1_000_000));
        errors.Range(key + ".maximumConsecutiveLosses", MaximumConsecutiveLosses, 1, 1_000);
        errors.Range(key + ".consecutiveLossPause", ConsecutiveLossPause, Duration.FromSeconds(1), Duration.FromSeconds(604_800));
    }
}
