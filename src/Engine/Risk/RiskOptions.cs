using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Limits. Every one counts open, unacknowledged, unknown and being-cancelled orders as if they filled.</summary>
public sealed record RiskOptions
{
    /// <summary>Largest |Up − Down| of one market. Default 50 shares; range 0 to 10 000 000 shares.</summary>
    public Size MaximumNetExposure { get; init; } = Size.Shares(50);

    /// <summary>Largest cost of position and open buys of one market. Default 50 dollars; range 0 to 10 000 000 dollars.</summary>
    public Money MaximumMarketNotional { get; init; } = Money.Dollars(50);

    /// <summary>The same over all markets. Default 200 dollars; range 0 to 100 000 000 dollars.</summary>
    public Money MaximumTotalNotional { get; init; } = Money.Dollars(200);

    /// <summary>Largest opening order; a larger one is shrunk. Default 10 000 000 shares (off); range 0 to 10 000 000 shares.</summary>
    public Size MaximumOrderSize { get; init; } = Size.Shares(10_000_000);

    /// <summary>Loss of one UTC day (realised, and unrealised where negative) that stops all opening until resumed. Default 20 dollars; range 0.01 to 1 000 000 dollars.</summary>
    public Money MaximumDailyLoss { get; init; } = Money.Dollars(20);

    /// <summary>Closed round trips with a negative result in a row that pause opening. Default 3; range 1 to 1 000.</summary>
    public int MaximumConsecutiveLosses { get; init; } = 3;

    /// <summary>How long that pause lasts. Default 86 400 s; range 1 to 604 800 s.</summary>
    public Duration ConsecutiveLossPause { get; init; } = Duration.FromSeconds(86_400);

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".maximumNetExposure", MaximumNetExposure, Size.Zero, Size.Shares(10_000_000));
        errors.Range(key + ".maximumMarketNotional", MaximumMarketNotional, Money.Zero, Money.Dollars(10_000_000));
        errors.Range(key + ".maximumTotalNotional", MaximumTotalNotional, Money.Zero, Money.Dollars(100_000_000));
        errors.Range(key + ".maximumOrderSize", MaximumOrderSize, Size.Zero, Size.Shares(10_000_000));
        errors.Range(key + ".maximumDailyLoss", MaximumDailyLoss, new Money(10_000), Money.Dollars(1_000_000));
        errors.Range(key + ".maximumConsecutiveLosses", MaximumConsecutiveLosses, 1, 1_000);
        errors.Range(key + ".consecutiveLossPause", ConsecutiveLossPause, Duration.FromSeconds(1), Duration.FromSeconds(604_800));
    }
}
