using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>Settings of the multi-outcome arbitrage.</summary>
public sealed record NegativeRiskOptions
{
    /// <summary>Shares of every leg. Default 10; range 0.01 to 100 000 shares.</summary>
    public Size GroupSize { get; init; } = Size.Shares(10);

    /// <summary>What a group must gain when it is begun, after fees and costs. Default 0.015; range 0.0001 to 0.5 dollar.</summary>
    public Price MinimumGain { get; init; } = new(150);

    /// <summary>What completing a begun group may lose. Default 0.02; range 0 to 0.5 dollar.</summary>
    public Price CompletionLoss { get; init; } = Price.Cents(2);

    /// <summary>How long missing legs are sought before the closing layer works out those that are had. Default 10 s; range 1 to 3 600 s.</summary>
    public Duration LegPatience { get; init; } = Duration.FromSeconds(10);

    /// <summary>How long the working out tries a resting order before it takes. Default 2 s; range 0 to 600 s.</summary>
    public Duration UnwindPatience { get; init; } = Duration.FromSeconds(2);

    /// <summary>Gas of turning a whole group into dollars, spread over its shares. Default 0.05; range 0 to 100 dollars.</summary>
    public Money GasPerGroup { get; init; } = new(50_000);

    /// <summary>Fee of the venue's converter on what it hands out, of groups against every outcome. Default 0; range 0 to 1 000 basis points.</summary>
    public int ConversionFeeBasisPoints { get; init; }

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".groupSize", GroupSize, new Size(10_000), Size.Shares(100_000));
        errors.Range(key + ".minimumGain", MinimumGain, new Price(1), Price.Cents(50));
        errors.Range(key + ".completionLoss", CompletionLoss, Price.Zero, Price.Cents(50));
        errors.Range(key + ".legPatience", LegPatience, Duration.FromSeconds(1), Duration.FromSeconds(3600));
        errors.Range(key + ".unwindPatience", UnwindPatience, Duration.Zero, Duration.FromSeconds(600));
        errors.Range(key + ".gasPerGroup", GasPerGroup, Money.Zero, Money.Dollars(100));
        errors.Range(key + ".conversionFeeBasisPoints", ConversionFeeBasisPoints, 0, 1_000);
    }
}
