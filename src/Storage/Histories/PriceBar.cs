using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Histories;

/// <summary>Open, high, low and close of five minutes, as they were looked at once a second; in 1/1 000 000 dollar.</summary>
public sealed record PriceBar(Timestamp Begin, Money Open, Money High, Money Low, Money Close)
{
    public HistoryValue ToValue() => new(Begin, WholeNumbers.Write(Open.Micros, High.Micros, Low.Micros, Close.Micros));

    /// <summary>The bar with one more price.</summary>
    public PriceBar With(Money price) => this with { High = price > High ? price : High, Low = price < Low ? price : Low, Close = price };

    /// <exception cref="State.InvalidStateRowException">The text is none.</exception>
    public static PriceBar Read(HistoryValue value)
    {
        var numbers = WholeNumbers.Read(value, 4);
        return new PriceBar(value.Begin, new Money(numbers[0]), new Money(numbers[1]), new Money(numbers[2]), new Money(numbers[3]));
    }
}
