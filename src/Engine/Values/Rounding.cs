namespace PolyCloud.Engine.Values;

/// <summary>Which way a division that leaves a rest goes. Named at each place where money, size or price is divided.</summary>
public enum Rounding : byte
{
    /// <summary>Toward negative infinity: what we receive.</summary>
    Down,

    /// <summary>Toward positive infinity: what we pay.</summary>
    Up,

    /// <summary>To the nearest, ties away from zero: only where the venue publishes that rule.</summary>
    Nearest,
}

/// <summary>Integer division with a named rounding.</summary>
public static class RoundedDivision
{
    /// <summary>Divides and rounds as named. The divisor must be positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is not positive.</exception>
    /// <exception cref="OverflowException">The quotient does not fit.</exception>
    public static long Divide(Int128 dividend, long divisor, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        var (quotient, rest) = Int128.DivRem(dividend, divisor);
        if (rest != 0)
        {
            quotient += rounding switch
            {
                Rounding.Down => rest < 0 ? -1 : 0,
                Rounding.Up => rest > 0 ? 1 : 0,
                _ => 2 * Int128.Abs(rest) >= divisor ? Int128.Sign(rest) : 0,
            };
        }

        return checked((long)quotient);
    }
}
