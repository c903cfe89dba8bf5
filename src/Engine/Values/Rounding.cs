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

        // Nearly always it fits 64 bits, whose division is many times faster than that of 128.
        if (dividend >= -long.MaxValue && dividend <= long.MaxValue)
        {
            return DivideNarrow((long)dividend, divisor, rounding);
        }

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

    private static long DivideNarrow(long dividend, long divisor, Rounding rounding)
    {
        var (quotient, rest) = Math.DivRem(dividend, divisor);
        return rest == 0 ? quotient : quotient + rounding switch
        {
            Rounding.Down => rest < 0 ? -1 : 0,
            Rounding.Up => rest > 0 ? 1 : 0,
            _ => Math.Abs(rest) >= divisor - Math.Abs(rest) ? Math.Sign(rest) : 0,
        };
    }
}
