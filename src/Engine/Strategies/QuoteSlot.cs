using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>
/// The stable name of a quote: at most one live order of a bot in a market has it. An order is kept, moved or replaced by what is
/// wanted under its name, so a strategy that keeps its names keeps its places in the queues.
/// </summary>
internal readonly record struct QuoteSlot
{
    /// <summary>Slots of one bot in one market; a set of them fits a 64-bit mask.</summary>
    public const int Count = 64;

    /// <summary>Levels a side of a token can have.</summary>
    public const int MaximumLevels = 15;

    private QuoteSlot(int number) => Number = (byte)number;

    public byte Number { get; }

    /// <summary>One order, of whichever token and side it is at the moment.</summary>
    public static QuoteSlot Single => new(60);

    /// <summary>The taking order that completes a pair.</summary>
    public static QuoteSlot Completion => new(61);

    /// <summary>A person's taking order; not for strategies.</summary>
    internal static QuoteSlot Person => new(62);

    /// <summary>The closing layer's order; not for strategies.</summary>
    internal static QuoteSlot Closing => new(63);

    public ulong Bit => 1UL << Number;

    /// <summary>The quote of a level, 0 being the nearest to the touch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not 0 to 14.</exception>
    public static QuoteSlot Of(Outcome outcome, Side side, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, MaximumLevels);
        return new QuoteSlot((level * 4) + (outcome == Outcome.Up ? 0 : 2) + (side == Side.Buy ? 0 : 1));
    }

    internal static QuoteSlot At(int number) => new(number);
}
