using PolyCloud.Engine;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>
/// Limits of trading with real money, low by default as for a first day. They hold above every engine setting: what is set higher
/// there is lowered to these.
/// </summary>
public sealed record LiveSettings
{
    /// <summary>Most dollars in positions and open buys, over all markets. Default 25 dollars; range 1 to 1 000 000 dollars.</summary>
    public Money Capital { get; init; } = Money.Dollars(25);

    /// <summary>Largest opening order. Default 5 shares, the venue's smallest; range 1 to 100 000 shares.</summary>
    public Size OrderSize { get; init; } = Size.Shares(5);

    /// <summary>Loss of one UTC day that stops all opening until resumed. Default 2 dollars; range 0.01 to 100 000 dollars.</summary>
    public Money DailyLoss { get; init; } = Money.Dollars(2);

    /// <summary>What a native coin of the chain is reckoned at, for the gas of an own account. Default 0.50 dollars; range 0.01 to 1 000 dollars.</summary>
    public Money NativeCoin { get; init; } = new(500_000);

    /// <summary>The engine's options with no limit above these.</summary>
    public EngineOptions Limit(EngineOptions engine) => engine with
    {
        Risk = engine.Risk with
        {
            MaximumOrderSize = Size.Min(engine.Risk.MaximumOrderSize, OrderSize),
            MaximumMarketNotional = Lower(engine.Risk.MaximumMarketNotional, Capital),
            MaximumTotalNotional = Lower(engine.Risk.MaximumTotalNotional, Capital),
            MaximumDailyLoss = Lower(engine.Risk.MaximumDailyLoss, DailyLoss),
        },
    };

    /// <summary>Adds what is out of range.</summary>
    public void Validate(ICollection<string> errors)
    {
        Range(errors, "capital", Capital, Money.Dollars(1), Money.Dollars(1_000_000));
        Range(errors, "orderSize", OrderSize, Size.Shares(1), Size.Shares(100_000));
        Range(errors, "nativeCoin", NativeCoin, new Money(10_000), Money.Dollars(1_000));
        Range(errors, "dailyLoss", DailyLoss, new Money(10_000), Money.Dollars(100_000));
    }

    private static Money Lower(Money set, Money limit) => set < limit ? set : limit;

    private static void Range<T>(ICollection<string> errors, string key, T value, T low, T high)
        where T : IComparable<T>
    {
        if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
        {
            errors.Add($"live.{key} is {value}; allowed is {low} to {high}.");
        }
    }
}
