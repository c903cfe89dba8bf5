using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Closing;

/// <summary>How the position of one bot in one market is closed by rule. Each of target, loss and time is optional; the phases are not.</summary>
public sealed record ClosingOptions
{
    /// <summary>Take-profit: a resting sale this far above the average cost, from the first share on. Default 0 (off); range 0 to 0.5 dollar.</summary>
    public Price Target { get; init; } = Price.Zero;

    /// <summary>Stop-loss: closed at once when marked at the best bid the position has lost this much. Default 0 (off); range 0 to 10 000 dollars.</summary>
    public Money MaximumLoss { get; init; } = Money.Zero;

    /// <summary>A position older than this is closed. Default 0 (off); range 0 to 3 600 s.</summary>
    public Duration MaximumHolding { get; init; } = Duration.Zero;

    /// <summary>How long a time stop tries a resting order one tick above the bid before it takes. Default 5 s; range 0 to 600 s.</summary>
    public Duration StopPatience { get; init; } = Duration.FromSeconds(5);

    /// <summary>How far from the best price a taking order may reach. Default 0.05; range 0 to 0.5 dollar.</summary>
    public Price TakerReach { get; init; } = Price.Cents(5);

    /// <summary>Highest taker fee accepted per share; above it the rest waits. Default 0.02 dollar (the venue's curve peaks at 0.0175); range 0 to 0.1 dollar.</summary>
    public Money TakerFeeCapPerShare { get; init; } = new(20_000);

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".target", Target, Price.Zero, Price.Cents(50));
        errors.Range(key + ".maximumLoss", MaximumLoss, Money.Zero, Money.Dollars(10_000));
        errors.Range(key + ".maximumHolding", MaximumHolding, Duration.Zero, Duration.FromSeconds(3600));
        errors.Range(key + ".stopPatience", StopPatience, Duration.Zero, Duration.FromSeconds(600));
        errors.Range(key + ".takerReach", TakerReach, Price.Zero, Price.Cents(50));
        errors.Range(key + ".takerFeeCapPerShare", TakerFeeCapPerShare, Money.Zero, new Money(100_000));
    }
}
