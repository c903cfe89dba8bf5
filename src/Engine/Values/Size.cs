namespace PolyCloud.Engine.Values;

/// <summary>A number of outcome shares, in 1/1 000 000 share. Signed where it is a difference or a net position.</summary>
public readonly record struct Size(long Units) : IComparable<Size>
{
    /// <summary>Units of one share.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Digits after the point.</summary>
    public const int Decimals = 6;

    public static Size Zero => default;

    public static Size Shares(long shares) => new(shares * Scale);

    /// <summary>Reads decimal text such as <c>12.5</c>; false where finer than 1/1 000 000 or out of range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Size size)
    {
        var parsed = FixedPointText.TryParse(text, Decimals, out var units);
        size = new Size(units);
        return parsed;
    }

    public bool IsPositive => Units > 0;

    public Size Magnitude => new(Math.Abs(Units));

    public static Size Min(Size left, Size right) => left.Units <= right.Units ? left : right;

    public static Size Max(Size left, Size right) => left.Units >= right.Units ? left : right;

    public int CompareTo(Size other) => Units.CompareTo(other.Units);

    public static Size operator +(Size left, Size right) => new(checked(left.Units + right.Units));

    public static Size operator -(Size left, Size right) => new(checked(left.Units - right.Units));

    public static Size operator -(Size value) => new(checked(-value.Units));

    public static bool operator <(Size left, Size right) => left.Units < right.Units;

    public static bool operator >(Size left, Size right) => left.Units > right.Units;

    public static bool operator <=(Size left, Size right) => left.Units <= right.Units;

    public static bool operator >=(Size left, Size right) => left.Units >= right.Units;

    public override string ToString() => FixedPointText.ToText(Units, Decimals);
}
