using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>
/// The price sockets of the exchanges beside the venue. They show the underlying itself, so they lead the settlement oracle by its
/// publication lag less their own delay.
/// </summary>
public sealed record ExchangeFeedOptions
{
    /// <summary>From a move of the underlying to its frame's leaving the exchange. Default 20 ms, 0 to 60 s.</summary>
    public Duration Delay { get; init; } = Duration.FromMilliseconds(20);

    /// <summary>
    /// Least time between two book tickers of a symbol. Default 100 ms, 1 ms to 60 s; a real one ticked about 33 times a second
    /// (measured on BTC in April 2026), the simulated price moves 20 times.
    /// </summary>
    public Duration BookTickerEvery { get; init; } = Duration.FromMilliseconds(100);

    /// <summary>Least time between two tickers of the second exchange, which tells matches only. Default 500 ms, 1 ms to 60 s.</summary>
    public Duration TickerEvery { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>Half the distance between bid and ask. Default 1 cent, 0 or more.</summary>
    public OraclePrice HalfSpread { get; init; } = new(OraclePrice.Scale / 100);

    /// <summary>How much higher the second exchange stands: dollars against the first one's dollar token. Default 0, any sign.</summary>
    public OraclePrice SecondExchangeBasis { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        Require(Delay, 0, nameof(Delay));
        Require(BookTickerEvery, 1_000, nameof(BookTickerEvery));
        Require(TickerEvery, 1_000, nameof(TickerEvery));
        if (HalfSpread.Units < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(HalfSpread), HalfSpread, "Half a spread is not negative.");
        }
    }

    private static void Require(Duration value, long leastMicros, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Micros, leastMicros, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Micros, 60 * Timestamp.PerSecond, name);
    }
}
