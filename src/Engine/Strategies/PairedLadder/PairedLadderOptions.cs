using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>Settings of the paired ladder.</summary>
public sealed record PairedLadderOptions
{
    /// <summary>Bids of each token. Default 3; range 1 to 15.</summary>
    public int Levels { get; init; } = 3;

    /// <summary>Ticks between two bids of a token. Default 1; range 1 to 50.</summary>
    public int LevelStepTicks { get; init; } = 1;

    /// <summary>Shares of the first bid. Default 10; range 0.01 to 100 000 shares.</summary>
    public Size LevelSize { get; init; } = Size.Shares(10);

    /// <summary>How much larger each further bid is, in hundredths of the first. Default 0; range 0 to 500.</summary>
    public int LevelGrowthPercent { get; init; }

    /// <summary>
    /// How far a bid stands below the probability of its token: what a fill must be worth by the model. Default 0.01; range 0 to 0.5
    /// dollar.
    /// </summary>
    public Price Edge { get; init; } = Price.Cents(1);

    /// <summary>By how many ticks the first bid may improve the best bid of others, never reaching their offer. Default 0; range 0 to 50.</summary>
    public int ImproveTicks { get; init; }

    /// <summary>What a pair may cost before penalties. Default 0.99; range 0.5 to 0.9999 dollar.</summary>
    public Price BaseTotal { get; init; } = Price.Cents(99);

    /// <summary>What a pair may cost at least, whatever the penalties. Default 0.95; range 0.01 dollar to <see cref="MaximumTotal"/>.</summary>
    public Price MinimumTotal { get; init; } = Price.Cents(95);

    /// <summary>What a pair may cost at most. Default 0.99; range 0.5 to 0.9999 dollar.</summary>
    public Price MaximumTotal { get; init; } = Price.Cents(99);

    /// <summary>Volatility without a penalty: deviation of the log return over one second. Default 0.0001; range 0 to 0.01.</summary>
    public double CalmDeviation { get; init; } = 0.0001;

    /// <summary>Penalty on the pair for each further 0.0001 of that deviation. Default 0.005; range 0 to 0.5 dollar.</summary>
    public Price VolatilityPenalty { get; init; } = new(50);

    /// <summary>Penalty while flow or prices ask for a smaller size. Default 0.01; range 0 to 0.5 dollar.</summary>
    public Price CautionPenalty { get; init; } = Price.Cents(1);

    /// <summary>Penalty at the greatest unpaired quantity, less in proportion below it. Default 0.01; range 0 to 0.5 dollar.</summary>
    public Price UnpairedPenalty { get; init; } = Price.Cents(1);

    /// <summary>Unpaired shares at which the side in excess is not bid for any more. Default 30; range 0.01 to 1 000 000 shares.</summary>
    public Size MaximumUnpaired { get; init; } = Size.Shares(30);

    /// <summary>Part of it, in hundredths, from which the side in excess gives up its first level. Default 50; range 1 to 100.</summary>
    public int DropFirstLevelPercent { get; init; } = 50;

    /// <summary>Lowest price of a bid. Default 0.05; range 0.0001 to 0.5 dollar.</summary>
    public Price LowestPrice { get; init; } = Price.Cents(5);

    /// <summary>What a completed pair must gain after the fee while nothing presses. Default 0.005; range 0 to 0.5 dollar.</summary>
    public Price CompletionGain { get; init; } = new(50);

    /// <summary>What a completed pair may lose after the fee under full pressure. Default 0.03; range 0 to 0.5 dollar.</summary>
    public Price CompletionLoss { get; init; } = Price.Cents(3);

    /// <summary>
    /// Before the window's end: from here on the pressure to complete is full. Default 60 s, where CLOSE_ONLY begins on five-minute
    /// windows; range 0 to 3 600 s.
    /// </summary>
    public Duration Cutoff { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long before the cutoff time begins to press. Default 90 s; range 1 to 3 600 s.</summary>
    public Duration PressureLead { get; init; } = Duration.FromSeconds(90);

    internal void Validate(OptionErrors errors, string key)
    {
        var half = Price.Cents(50);
        var hour = Duration.FromSeconds(3600);
        errors.Range(key + ".levels", Levels, 1, QuoteSlot.MaximumLevels);
        errors.Range(key + ".levelStepTicks", LevelStepTicks, 1, 50);
        errors.Range(key + ".levelSize", LevelSize, new Size(10_000), Size.Shares(100_000));
        errors.Range(key + ".levelGrowthPercent", LevelGrowthPercent, 0, 500);
        errors.Range(key + ".edge", Edge, Price.Zero, half);
        errors.Range(key + ".improveTicks", ImproveTicks, 0, 50);
        errors.Range(key + ".baseTotal", BaseTotal, half, new Price(9_999));
        errors.Range(key + ".maximumTotal", MaximumTotal, half, new Price(9_999));
        errors.Range(key + ".minimumTotal", MinimumTotal, Price.Cents(1), MaximumTotal);
        errors.Range(key + ".calmDeviation", CalmDeviation, 0, 0.01);
        errors.Range(key + ".volatilityPenalty", VolatilityPenalty, Price.Zero, half);
        errors.Range(key + ".cautionPenalty", CautionPenalty, Price.Zero, half);
        errors.Range(key + ".unpairedPenalty", UnpairedPenalty, Price.Zero, half);
        errors.Range(key + ".maximumUnpaired", MaximumUnpaired, new Size(10_000), Size.Shares(1_000_000));
        errors.Range(key + ".dropFirstLevelPercent", DropFirstLevelPercent, 1, 100);
        errors.Range(key + ".lowestPrice", LowestPrice, new Price(1), half);
        errors.Range(key + ".completionGain", CompletionGain, Price.Zero, half);
        errors.Range(key + ".completionLoss", CompletionLoss, Price.Zero, half);
        errors.Range(key + ".cutoff", Cutoff, Duration.Zero, hour);
        errors.Range(key + ".pressureLead", PressureLead, Duration.FromSeconds(1), hour);
    }
}
