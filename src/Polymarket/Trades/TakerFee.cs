using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Trades;

/// <summary>
/// The venue's taker fee: shares × rate × (p(1 − p))^exponent dollars, of the notional instead of the shares before April 2026, rounded
/// to five decimals (documentation, trading/fees).
/// The parts of one trade are summed exactly and rounded once. The direction of a tie is not documented: up, because it is a cost.
/// What is below 0.00001 dollar before the rounding is nothing.
/// </summary>
public struct TakerFee
{
    /// <summary>Fixed point of (p(1 − p))^exponent: exact for exponents 0 to 2, truncated beyond.</summary>
    private static readonly Int128 CurveScale = 10_000_000_000_000_000;

    private static readonly Int128 PriceSquareScale = (Int128)Price.Scale * Price.Scale;

    /// <summary>Size (10^6), rate (10^6) and curve (10^16) down to 1/100 000 dollar.</summary>
    private static readonly Int128 Divisor = CurveScale * 1_000_000 * Size.Scale / 100_000;

    /// <summary>Micro-dollars of the fee's last digit.</summary>
    private const long MicrosPerStep = 10;

    private readonly FeeSchedule _schedule;
    private Int128 _exact;

    public TakerFee(FeeSchedule schedule) => _schedule = schedule;

    /// <summary>The rounded fee of all parts so far.</summary>
    public readonly Money Total => _exact < Divisor ? Money.Zero : new(checked((long)((_exact + (Divisor / 2)) / Divisor) * MicrosPerStep));

    /// <summary>The fee of one execution alone.</summary>
    public static Money For(FeeSchedule schedule, Price price, Size size)
    {
        var fee = new TakerFee(schedule);
        fee.Add(price, size);
        return fee.Total;
    }

    public void Add(Price price, Size size)
    {
        var curve = _schedule.ByNotional ? CurveScale * price.Units / Price.Scale : CurveScale;
        for (var power = 0; power < _schedule.Exponent; power++)
        {
            curve = curve * price.Units * price.Complement.Units / PriceSquareScale;
        }

        _exact += curve * _schedule.RateMillionths * size.Units;
    }
}
