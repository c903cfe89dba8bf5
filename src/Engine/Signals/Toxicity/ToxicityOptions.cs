using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>Settings of the signals of informed flow. A threshold of a halt must not lie below that of its caution.</summary>
public sealed record ToxicityOptions
{
    /// <summary>Share of the ordinary size traded in caution. Default 50 percent; range 0 to 100.</summary>
    public int CautionSizePercent { get; init; } = 50;

    /// <summary>How long a micro-halt lasts after its last cause. Default 5 s; range 0.1 to 600 s.</summary>
    public Duration HaltLength { get; init; } = Duration.FromSeconds(5);

    /// <summary>Span of the return of a fast move of the underlying. Default 2 s; range 0.1 to 12 s.</summary>
    public Duration FastMoveHorizon { get; init; } = Duration.FromSeconds(2);

    /// <summary>A fast move in standard deviations of that span's return. Default 4; range 1 to 100.</summary>
    public double FastMoveDeviations { get; init; } = 4;

    /// <summary>The same as an absolute return, used besides where positive. Default 0.001; range 0 (off) to 1.</summary>
    public double FastMoveReturn { get; init; } = 0.001;

    /// <summary>
    /// Standard deviation of the underlying's return over one second above which there is caution. Default 0.0005 (280 % a year);
    /// range 0 (off) to 0.1.
    /// </summary>
    public double CautionDeviationPerSecond { get; init; } = 0.0005;

    /// <summary>Levels of each side of the book whose sizes make the order imbalance. Default 3; range 1 to 10.</summary>
    public int ImbalanceLevels { get; init; } = 3;

    /// <summary>Time between two samples of the imbalance. Default 0.5 s; range 0.05 to 60 s.</summary>
    public Duration ImbalanceSpacing { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>Samples an imbalance is compared with. Default 60; range 10 to 600.</summary>
    public int ImbalanceSamples { get; init; } = 60;

    /// <summary>Absolute z-score of the imbalance above which there is caution. Default 2; range 0.5 to 100.</summary>
    public double ImbalanceCaution { get; init; } = 2;

    /// <summary>The same above which there is a micro-halt. Default 2.5; range 0.5 to 100.</summary>
    public double ImbalanceHalt { get; init; } = 2.5;

    /// <summary>Shares traded that fill a volume bucket. Default 500; range 1 to 10 000 000.</summary>
    public Size BucketVolume { get; init; } = Size.Shares(500);

    /// <summary>Buckets whose one-sidedness is averaged. Default 20; range 2 to 200.</summary>
    public int Buckets { get; init; } = 20;

    /// <summary>Mean one-sidedness of the buckets, 0 to 1, above which there is caution. Default 0.7; range 0 to 1 (off).</summary>
    public double BucketCaution { get; init; } = 0.7;

    /// <summary>The same above which there is a micro-halt. Default 0.9; range 0 to 1 (off).</summary>
    public double BucketHalt { get; init; } = 0.9;

    /// <summary>Half-life, in own shares filled, of the mean mark-out. Default 100; range 1 to 10 000 000.</summary>
    public Size MarkOutHalfLife { get; init; } = Size.Shares(100);

    /// <summary>Mean loss per share at the mark-out horizon above which there is caution. Default 0.015 dollar; range 0 to 1 (off).</summary>
    public Price MarkOutCaution { get; init; } = new(150);

    /// <summary>The same above which there is a micro-halt after each further bad fill. Default 0.03 dollar; range 0 to 1 (off).</summary>
    public Price MarkOutHalt { get; init; } = new(300);

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".cautionSizePercent", CautionSizePercent, 0, 100);
        errors.Range(key + ".haltLength", HaltLength, Duration.FromMilliseconds(100), Duration.FromSeconds(600));
        errors.Range(key + ".fastMoveHorizon", FastMoveHorizon, Duration.FromMilliseconds(100), Duration.FromSeconds(12));
        errors.Range(key + ".fastMoveDeviations", FastMoveDeviations, 1.0, 100.0);
        errors.Range(key + ".fastMoveReturn", FastMoveReturn, 0.0, 1.0);
        errors.Range(key + ".cautionDeviationPerSecond", CautionDeviationPerSecond, 0.0, 0.1);
        errors.Range(key + ".imbalanceLevels", ImbalanceLevels, 1, 10);
        errors.Range(key + ".imbalanceSpacing", ImbalanceSpacing, Duration.FromMilliseconds(50), Duration.FromSeconds(60));
        errors.Range(key + ".imbalanceSamples", ImbalanceSamples, 10, 600);
        errors.Range(key + ".imbalanceCaution", ImbalanceCaution, 0.5, 100.0);
        errors.Range(key + ".imbalanceHalt", ImbalanceHalt, ImbalanceCaution, 100.0);
        errors.Range(key + ".bucketVolume", BucketVolume, Size.Shares(1), Size.Shares(10_000_000));
        errors.Range(key + ".buckets", Buckets, 2, 200);
        errors.Range(key + ".bucketCaution", BucketCaution, 0.0, 1.0);
        errors.Range(key + ".bucketHalt", BucketHalt, BucketCaution, 1.0);
        errors.Range(key + ".markOutHalfLife", MarkOutHalfLife, Size.Shares(1), Size.Shares(10_000_000));
        errors.Range(key + ".markOutCaution", MarkOutCaution, Price.Zero, Price.One);
        errors.Range(key + ".markOutHalt", MarkOutHalt, MarkOutCaution, Price.One);
    }
}
