using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>Settings of the asymmetric maker.</summary>
public sealed record AsymmetricOptions
{
    /// <summary>
    /// Whether a side is judged only after a trade was printed. Default true. False is for recordings without prints, whose books
    /// stand for the moments after trades.
    /// </summary>
    public bool RequireTradePrint { get; init; } = true;

    /// <summary>Shares of one entry while making. Default 10; range 0.01 to 100 000 shares.</summary>
    public Size EntrySize { get; init; } = Size.Shares(10);

    /// <summary>Part of the entry size still opened in UNWIND while flat, in hundredths. Default 50; range 0 (none) to 100.</summary>
    public int UnwindSizePercent { get; init; } = 50;

    /// <summary>Least distance of best ask and best bid for an entry. Default 0.03; range 0.0001 to 0.5 dollar.</summary>
    public Price MinimumSpread { get; init; } = Price.Cents(3);

    /// <summary>Target above the position's average cost. Default 0.03; range 0.03 to 0.05 dollar.</summary>
    public Price ExitOffset { get; init; } = Price.Cents(3);

    /// <summary>
    /// Where positive: while the spread is too narrow, the entry rests this far below the best bid, so that a sweep fills it.
    /// Default 0 (off); range 0 to 0.2 dollar.
    /// </summary>
    public Price RestBehindTouch { get; init; } = Price.Zero;

    /// <summary>Lowest entry price. Default 0.05; range 0.0001 to 0.5 dollar.</summary>
    public Price LowestEntryPrice { get; init; } = Price.Cents(5);

    /// <summary>Highest entry price. Default 0.93, so that the target stays inside 0.98; range 0.5 to 0.98 dollar.</summary>
    public Price HighestEntryPrice { get; init; } = Price.Cents(93);

    /// <summary>A position is closed at once when marked at the best bid it has lost this much. Default 1 dollar; range 0.01 to 10 000 dollars.</summary>
    public Money MaximumPositionLoss { get; init; } = Money.Dollars(1);

    /// <summary>A position older than this is closed. Default 60 s; range 1 to 3 600 s.</summary>
    public Duration MaximumHolding { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long a time stop tries a resting order one tick above the bid before it takes. Default 5 s; range 0 to 600 s.</summary>
    public Duration StopPatience { get; init; } = Duration.FromSeconds(5);

    /// <summary>How far from the best price a taking order may reach. Default 0.05; range 0 to 0.5 dollar.</summary>
    public Price TakerReach { get; init; } = Price.Cents(5);

    /// <summary>Highest taker fee accepted per share; above it the rest waits. Default 0.02 dollar (the venue's curve peaks at 0.0175); range 0 to 0.1 dollar.</summary>
    public Money TakerFeeCapPerShare { get; init; } = new(20_000);

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".entrySize", EntrySize, new Size(10_000), Size.Shares(100_000));
        errors.Range(key + ".unwindSizePercent", UnwindSizePercent, 0, 100);
        errors.Range(key + ".minimumSpread", MinimumSpread, new Price(1), Price.Cents(50));
        errors.Range(key + ".exitOffset", ExitOffset, Price.Cents(3), Price.Cents(5));
        errors.Range(key + ".restBehindTouch", RestBehindTouch, Price.Zero, Price.Cents(20));
        errors.Range(key + ".lowestEntryPrice", LowestEntryPrice, new Price(1), Price.Cents(50));
        errors.Range(key + ".highestEntryPrice", HighestEntryPrice, Price.Cents(50), Price.Cents(98));
        errors.Range(key + ".maximumPositionLoss", MaximumPositionLoss, new Money(10_000), Money.Dollars(10_000));
        errors.Range(key + ".maximumHolding", MaximumHolding, Duration.FromSeconds(1), Duration.FromSeconds(3600));
        errors.Range(key + ".stopPatience", StopPatience, Duration.Zero, Duration.FromSeconds(600));
        errors.Range(key + ".takerReach", TakerReach, Price.Zero, Price.Cents(50));
        errors.Range(key + ".takerFeeCapPerShare", TakerFeeCapPerShare, Money.Zero, new Money(100_000));
    }
}
