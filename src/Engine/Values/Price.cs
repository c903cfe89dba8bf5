namespace PolyCloud.Engine.Values;

/// <summary>Price of one outcome share, in 1/10 000 dollar: 0 to 10 000. The finest tick of the venue is one unit.</summary>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>Units of one dollar.</summary>
    public const int Scale = 10_000;

    /// <summary>Digits after the point.</summary>
    public const int Decimals = 4;

    /// <summary>The price in 1/10 000 dollar.</summary>
    public int Units { get; }

    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10 000.</exception>
    public Price(int units)
    {
        if (units is < 0 or > Scale)
        {
            throw new ArgumentOutOfRangeException(nameof(units), units, "A price lies between 0 and 10 000 units of 1/10 000 dollar.");
        }

        Units = units;
    }

    public static Price Zero => default;

    public static Price One => new(Scale);

    /// <summary>Whole cents, for tests and settings: <c>Price.Cents(47)</c> is 0.47 dollar.</summary>
    public static Price Cents(int cents) => new(cents * (Scale / 100));

    /// <summary>The same claim seen from the other outcome: Up at p is Down at 1 − p.</summary>
    public Price Complement => new(Scale - Units);

    /// <summary>Reads decimal text such as <c>0.47</c>; false outside 0 to 1 or finer than 1/10 000.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Price price)
    {
        var parsed = FixedPointText.TryParse(text, Decimals, out var units) && units is >= 0 and <= Scale;
        price = parsed ? new Price((int)units) : default;
        return parsed;
    }

    public int CompareTo(Price other) => Units.CompareTo(other.Units);

    public static bool operator <(Price left, Price right) => left.Units < right.Units;

    public static bool operator >(Price left, Price right) => left.Units > right.Units;

    public static bool operator <=(Price left, Price right) => left.Units <= right.Units;

    public static bool operator >=(Price left, Price right) => left.Units >= right.Units;

    public override string ToString() => FixedPointText.ToText(Units, Decimals);
}
