using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>Settings of the complete-set arbitrage.</summary>
public sealed record CompleteSetOptions
{
    /// <summary>Pairs of one trade. Default 10; range 0.01 to 100 000 shares.</summary>
    public Size PairSize { get; init; } = Size.Shares(10);

    /// <summary>Most a pair bought may cost with fees and gas. Default 0.985; range 0.5 to 0.9999 dollar.</summary>
    public Price BuyTotal { get; init; } = new(9_850);

    /// <summary>What a pair sold must bring above one dollar after fees and gas. Default 0.015, so 1.015 a pair; range 0.0001 to 0.5 dollar.</summary>
    public Price SellGain { get; init; } = new(150);

    /// <summary>
    /// Whether the legs may rest at the touch where taking both brings nothing. Default true: the venue's two books mirror each other,
    /// so taking both tokens at once can only pay while one book is behind the other.
    /// </summary>
    public bool RestLegs { get; init; } = true;

    /// <summary>Gas of one merge or split, spread over the pairs of a trade. Default 0.02; range 0 to 100 dollars. 0 through a relayer.</summary>
    public Money GasPerOperation { get; init; } = new(20_000);

    /// <summary>How long the partner of a lone leg is sought before the closing layer works the leg out. Default 20 s; range 1 to 3 600 s.</summary>
    public Duration LegPatience { get; init; } = Duration.FromSeconds(20);

    /// <summary>What completing a lone leg may lose a pair when the patience ends; at its beginning it must bring the whole gain. Default 0.02; range 0 to 0.5 dollar.</summary>
    public Price LegLoss { get; init; } = Price.Cents(2);

    /// <summary>A lone leg that has lost this much at the best bid is worked out at once. Default 1 dollar; range 0.01 to 10 000 dollars.</summary>
    public Money MaximumLegLoss { get; init; } = Money.Dollars(1);

    /// <summary>How long the working out tries a resting order before it takes. Default 2 s; range 0 to 600 s.</summary>
    public Duration UnwindPatience { get; init; } = Duration.FromSeconds(2);

    /// <summary>Lowest price of a first leg, and of its partner. Default 0.05; range 0.0001 to 0.5 dollar.</summary>
    public Price LowestPrice { get; init; } = Price.Cents(5);

    internal void Validate(OptionErrors errors, string key)
    {
        var hour = Duration.FromSeconds(3600);
        errors.Range(key + ".pairSize", PairSize, new Size(10_000), Size.Shares(100_000));
        errors.Range(key + ".buyTotal", BuyTotal, Price.Cents(50), new Price(9_999));
        errors.Range(key + ".sellGain", SellGain, new Price(1), Price.Cents(50));
        errors.Range(key + ".gasPerOperation", GasPerOperation, Money.Zero, Money.Dollars(100));
        errors.Range(key + ".legPatience", LegPatience, Duration.FromSeconds(1), hour);
        errors.Range(key + ".legLoss", LegLoss, Price.Zero, Price.Cents(50));
        errors.Range(key + ".maximumLegLoss", MaximumLegLoss, new Money(10_000), Money.Dollars(10_000));
        errors.Range(key + ".unwindPatience", UnwindPatience, Duration.Zero, Duration.FromSeconds(600));
        errors.Range(key + ".lowestPrice", LowestPrice, new Price(1), Price.Cents(50));
    }
}
