using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Histories;

/// <summary>What one worker did on one UTC day, all bots together.</summary>
/// <param name="Realized">After fees and gas.</param>
/// <param name="FirstEquity">When the day began, or with the first look at it.</param>
/// <param name="Equity">At the end of the day, or so far.</param>
/// <param name="LowestEquity">On the day.</param>
public sealed record PnlDay(
    Timestamp Begin, Money Realized, Money Fees, Money Gas, Money Volume, long Fills, long OrdersPlaced, long OrdersRejected, long WindowsSettled, Money FirstEquity, Money Equity, Money LowestEquity)
{
    public HistoryValue ToValue() => new(Begin, WholeNumbers.Write(
        Realized.Micros, Fees.Micros, Gas.Micros, Volume.Micros, Fills, OrdersPlaced, OrdersRejected, WindowsSettled, FirstEquity.Micros, Equity.Micros, LowestEquity.Micros));

    /// <exception cref="State.InvalidStateRowException">The text is none.</exception>
    public static PnlDay Read(HistoryValue value)
    {
        var numbers = WholeNumbers.Read(value, 11);
        return new PnlDay(
            value.Begin, new Money(numbers[0]), new Money(numbers[1]), new Money(numbers[2]), new Money(numbers[3]), numbers[4], numbers[5], numbers[6], numbers[7], new Money(numbers[8]),
            new Money(numbers[9]), new Money(numbers[10]));
    }
}
