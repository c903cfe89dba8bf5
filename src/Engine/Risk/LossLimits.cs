using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// Daily loss and losses in a row. A loss that a failed settlement takes back later stays in the row: the row is a brake, and a
/// brake that lets go by itself is none.
/// </summary>
internal sealed class LossLimits
{
    private const long MicrosPerDay = 86_400 * Timestamp.PerSecond;

    private readonly RiskOptions _options;
    private long _day = long.MinValue;
    private bool _dailyLossHit;

    public LossLimits(RiskOptions options) => _options = options;

    /// <summary>Realised result of the current UTC day, after fees.</summary>
    public Money RealizedToday { get; private set; }

    public int ConsecutiveLosses { get; private set; }

    /// <summary>End of the pause after too many losses in a row.</summary>
    public Timestamp PausedUntil { get; private set; }

    public void OnRealized(Timestamp now, Money change)
    {
        TurnDay(now);
        RealizedToday += change;
    }

    public void OnTripClosed(Timestamp now, Money result)
    {
        ConsecutiveLosses = result < Money.Zero ? ConsecutiveLosses + 1 : 0;
        if (ConsecutiveLosses >= _options.MaximumConsecutiveLosses)
        {
            PausedUntil = now + _options.ConsecutiveLossPause;
            ConsecutiveLosses = 0;
        }
    }

    /// <summary>Why nothing may be opened. The daily loss, once hit, holds until a person resumes, also past midnight.</summary>
    /// <param name="unrealizedLoss">Sum of the markets' unrealised results where negative: zero or below.</param>
    public Reason Verdict(Timestamp now, Money unrealizedLoss)
    {
        TurnDay(now);
        _dailyLossHit |= RealizedToday + unrealizedLoss <= -_options.MaximumDailyLoss;
        return _dailyLossHit ? Reason.DailyLossLimit
            : now < PausedUntil ? Reason.ConsecutiveLosses
            : Reason.None;
    }

    /// <summary>A person takes responsibility: both brakes are armed anew, counting from here.</summary>
    public void Rearm()
    {
        _dailyLossHit = false;
        RealizedToday = Money.Zero;
        ConsecutiveLosses = 0;
        PausedUntil = default;
    }

    private void TurnDay(Timestamp now)
    {
        var day = now.Micros / MicrosPerDay;
        if (day > _day)
        {
            _day = day;
            RealizedToday = Money.Zero;
        }
    }
}
