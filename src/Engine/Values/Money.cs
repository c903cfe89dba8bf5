namespace PolyCloud.Engine.Values;

/// <summary>Dollars of collateral, in 1/1 000 000 dollar, signed. Arithmetic is checked.</summary>
public readonly record struct Money(long Micros) : IComparable<Money>
{
    /// <summary>Units of one dollar.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Digits after the point.</summary>
    public const int Decimals = 6;

    public static Money Zero => default;

    public static Money Dollars(long dollars) => new(dollars * Scale);

    /// <summary>What <paramref name="size"/> shares cost at <paramref name="price"/>, rounded as named to the micro-dollar.</summary>
    public static Money Notional(Price price, Size size, Rounding rounding) =>
        new(RoundedDivision.Divide((Int128)price.Units * size.Units, Price.Scale, rounding));

    /// <summary>Reads decimal text such as <c>9.40</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Money money)
    {
        var parsed = FixedPointText.TryParse(text, Decimals, out var micros);
        money = new Money(micros);
        return parsed;
    }

    public Money Magnitude => new(Math.Abs(Micros));

    public int CompareTo(Money other) => Micros.CompareTo(other.Micros);

    public static Money operator +(Money left, Money right) => new(checked(left.Micros + right.Micros));

    public static Money operator -(Money left, Money right) => new(checked(left.Micros - right.Micros));

    public static Money operator -(Money value) => new(checked(-value.Micros));

    public static bool operator <(Money left, Money right) => left.Micros < right.Micros;

    public static bool operator >(Money left, Money right) => left.Micros > right.Micros;

    public static bool operator <=(Money left, Money right) => left.Micros <= right.Micros;

    public static bool operator >=(Money left, Money right) => left.Micros >= right.Micros;

    public override string ToString() => FixedPointText.ToText(Micros, Decimals);
}
