namespace PolyCloud.Engine.Values;

/// <summary>A price of the underlying, exact at the feed's 18 decimals, because a tie at settlement decides the outcome.</summary>
public readonly record struct OraclePrice(Int128 Units) : IComparable<OraclePrice>
{
    /// <summary>Digits after the point.</summary>
    public const int Decimals = 18;

    /// <summary>Units of one dollar.</summary>
    public static Int128 Scale => 1_000_000_000_000_000_000;

    /// <summary>Reads plain decimal text such as <c>61035.86</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out OraclePrice price)
    {
        var parsed = FixedPointText.TryParse128(text, Decimals, out var units);
        price = new OraclePrice(units);
        return parsed;
    }

    /// <summary>For statistical models only; never for settlement.</summary>
    public double ToDouble() => (double)Units / 1e18;

    public int CompareTo(OraclePrice other) => Units.CompareTo(other.Units);

    public static bool operator <(OraclePrice left, OraclePrice right) => left.Units < right.Units;

    public static bool operator >(OraclePrice left, OraclePrice right) => left.Units > right.Units;

    public static bool operator <=(OraclePrice left, OraclePrice right) => left.Units <= right.Units;

    public static bool operator >=(OraclePrice left, OraclePrice right) => left.Units >= right.Units;

    public override string ToString() => FixedPointText.ToText(Units, Decimals);
}
