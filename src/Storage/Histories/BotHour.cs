using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Histories;

/// <summary>What one bot did in one hour.</summary>
/// <param name="Realized">After fees and gas.</param>
/// <param name="Volume">Collateral moved by its fills.</param>
/// <param name="RoundTrips">Positions opened and closed again.</param>
/// <param name="Equity">At the end of the hour, or so far.</param>
/// <param name="LowestEquity">In the hour.</param>
public sealed record BotHour(Timestamp Begin, Money Realized, Money Fees, Money Volume, long RoundTrips, Money Equity, Money LowestEquity)
{
    public HistoryValue ToValue() => new(Begin, WholeNumbers.Write(Realized.Micros, Fees.Micros, Volume.Micros, RoundTrips, Equity.Micros, LowestEquity.Micros));

    /// <exception cref="State.InvalidStateRowException">The text is none.</exception>
    public static BotHour Read(HistoryValue value)
    {
        var numbers = WholeNumbers.Read(value, 6);
        return new BotHour(value.Begin, new Money(numbers[0]), new Money(numbers[1]), new Money(numbers[2]), numbers[3], new Money(numbers[4]), new Money(numbers[5]));
    }
}
