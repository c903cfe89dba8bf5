using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>Settings of the bilateral maker.</summary>
public sealed record BilateralMakerOptions
{
    /// <summary>Levels of each side. Default 2; range 1 to 15.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>Ticks between two levels. Default 1; range 1 to 50.</summary>
    public int LevelStepTicks { get; init; } = 1;

    /// <summary>Shares of a level. Default 10; range 0.01 to 100 000 shares.</summary>
    public Size LevelSize { get; init; } = Size.Shares(10);

    /// <summary>
    /// Weight of the fair value in the mid, in hundredths; the rest is the books' mid. A fair value from prices that come late knows less
    /// than books that do not. Default 50; range 0 to 100.
    /// </summary>
    public int FairValuePercent { get; init; } = 50;

    /// <summary>Where fair value and books are further apart nothing is quoted: one of them is wrong. Default 0.15; range 0.01 to 1 dollar.</summary>
    public Price MaximumDisagreement { get; init; } = Price.Cents(15);

    /// <summary>γ: risk aversion, per share and dollar. Default 0.005; range 0.000001 to 1.</summary>
    public double RiskAversion { get; init; } = 0.005;

    /// <summary>k: by how much fills thin out with the distance, per dollar, in a book of the reference depth. Default 100; range 1 to 10 000.</summary>
    public double FillDecay { get; init; } = 100;

    /// <summary>Shares at the thinner best price at which the fill decay holds; below it is less, down to a quarter. Default 200; range 1 to 1 000 000 shares.</summary>
    public Size ReferenceDepth { get; init; } = Size.Shares(200);

    /// <summary>How long a quote stays exposed to news before it can be moved. Default 250 ms; range 0 to 60 s.</summary>
    public Duration Reaction { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>How many deviations of the probability over that time the half-spread holds. Default 0.5; range 0 to 10.</summary>
    public double ReactionDeviations { get; init; } = 0.5;

    /// <summary>Part of the maker rebate counted on, in hundredths: it is shared out by volume. Default 50; range 0 to 100.</summary>
    public int RebatePercent { get; init; } = 50;

    /// <summary>Least half-spread about the reservation price. Default 0.005; range 0.0001 to 0.5 dollar.</summary>
    public Price MinimumHalfSpread { get; init; } = new(50);

    /// <summary>Greatest half-spread; where more is called for nothing is quoted. Default 0.1; range 0.0001 to 0.5 dollar.</summary>
    public Price MaximumHalfSpread { get; init; } = Price.Cents(10);

    /// <summary>
    /// A resting quote no more than this many ticks from the wanted price stays where it is, and in its queue, unless it is nearer to the
    /// reservation price than the least half-spread. Default 1; range 0 to 50.
    /// </summary>
    public int KeepWithinTicks { get; init; } = 1;

    /// <summary>|Up − Down| beyond which neither side adds to it. Default 40; range 0.01 to 1 000 000 shares.</summary>
    public Size MaximumInventory { get; init; } = Size.Shares(40);

    /// <summary>Lowest price of a buy; the highest is its complement. Default 0.05; range 0.0001 to 0.5 dollar.</summary>
    public Price LowestPrice { get; init; } = Price.Cents(5);

    /// <summary>Before the window's end: inventory is reckoned to be held until then. Default 60 s; range 0 to 3 600 s.</summary>
    public Duration Cutoff { get; init; } = Duration.FromSeconds(60);

    /// <summary>
    /// What a share at the midpoint is held to earn in liquidity rewards, so that quotes are tightened while it outweighs the edge given
    /// up. Default 0 (off); range 0 to 0.5 dollar.
    /// </summary>
    public Price RewardPerShare { get; init; } = Price.Zero;

    /// <summary>A level is enlarged to the program's minimum size up to this. Default 0 (never); range 0 to 100 000 shares.</summary>
    public Size MaximumRewardSize { get; init; } = Size.Zero;

    internal void Validate(OptionErrors errors, string key)
    {
        var half = Price.Cents(50);
        errors.Range(key + ".levels", Levels, 1, QuoteSlot.MaximumLevels);
        errors.Range(key + ".levelStepTicks", LevelStepTicks, 1, 50);
        errors.Range(key + ".levelSize", LevelSize, new Size(10_000), Size.Shares(100_000));
        errors.Range(key + ".fairValuePercent", FairValuePercent, 0, 100);
        errors.Range(key + ".maximumDisagreement", MaximumDisagreement, Price.Cents(1), Price.One);
        errors.Range(key + ".riskAversion", RiskAversion, 0.000001, 1);
        errors.Range(key + ".fillDecay", FillDecay, 1, 10_000);
        errors.Range(key + ".referenceDepth", ReferenceDepth, Size.Shares(1), Size.Shares(1_000_000));
        errors.Range(key + ".reaction", Reaction, Duration.Zero, Duration.FromSeconds(60));
        errors.Range(key + ".reactionDeviations", ReactionDeviations, 0, 10);
        errors.Range(key + ".rebatePercent", RebatePercent, 0, 100);
        errors.Range(key + ".minimumHalfSpread", MinimumHalfSpread, new Price(1), half);
        errors.Range(key + ".maximumHalfSpread", MaximumHalfSpread, new Price(1), half);
        errors.Range(key + ".keepWithinTicks", KeepWithinTicks, 0, 50);
        errors.Range(key + ".maximumInventory", MaximumInventory, new Size(10_000), Size.Shares(1_000_000));
        errors.Range(key + ".lowestPrice", LowestPrice, new Price(1), half);
        errors.Range(key + ".cutoff", Cutoff, Duration.Zero, Duration.FromSeconds(3600));
        errors.Range(key + ".rewardPerShare", RewardPerShare, Price.Zero, half);
        errors.Range(key + ".maximumRewardSize", MaximumRewardSize, Size.Zero, Size.Shares(100_000));
    }
}
