using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// Equity of one bot or of all: the capital given, plus what is realised after fees and gas, plus open losses. Open gains count only
/// once they are realised, so that a peak is money that was there. Days are UTC days.
/// </summary>
internal sealed class EquityMeter
{
    private const long MicrosPerDay = 86_400 * Timestamp.PerSecond;

    private long _day = long.MinValue;

    public EquityMeter(Money capital)
    {
        Capital = capital;
        Peak = capital;
        AtDayBegin = capital;
    }

    public Money Capital { get; }

    /// <summary>Since the beginning, over restarts.</summary>
    public Money Realized { get; private set; }

    /// <summary>Of the current UTC day, since the day began or a person re-armed.</summary>
    public Money RealizedToday { get; private set; }

    /// <summary>Sum of open results where negative: zero or below.</summary>
    public Money OpenLoss { get; private set; }

    public Money Peak { get; private set; }

    /// <summary>Equity when the current UTC day began.</summary>
    public Money AtDayBegin { get; private set; }

    public Money Equity => Capital + Realized + OpenLoss;

    public void OnRealized(Timestamp now, Money change)
    {
        TurnDay(now);
        Realized += change;
        RealizedToday += change;
        Peak = Equity > Peak ? Equity : Peak;
    }

    public void OnOpenLoss(Money change)
    {
        OpenLoss += change;
        Peak = Equity > Peak ? Equity : Peak;
    }

    /// <summary>Whether equity has fallen by this part of its peak.</summary>
    public bool HasFallen(int percentOfPeak) => (Int128)(Peak - Equity).Micros * 100 >= (Int128)Peak.Micros * percentOfPeak;

    /// <summary>Result of the day, open losses included.</summary>
    public Money Today(Timestamp now)
    {
        TurnDay(now);
        return RealizedToday + OpenLoss;
    }

    /// <summary>A person takes responsibility: peak and day count from here.</summary>
    public void Rearm()
    {
        Peak = Equity;
        RealizedToday = Money.Zero;
        AtDayBegin = Equity;
    }

    /// <param name="recovered">Realised in windows that are recovered after a restart, and not kept.</param>
    public EquityState Export(Money recovered) => new(Realized - recovered, Peak, AtDayBegin, RealizedToday - recovered, _day);

    public void Import(in EquityState state)
    {
        Realized = state.Realized;
        Peak = state.Peak;
        AtDayBegin = state.AtDayBegin;
        RealizedToday = state.RealizedToday;
        _day = state.Day;
    }

    private void TurnDay(Timestamp now)
    {
        var day = now.Micros / MicrosPerDay;
        if (day > _day)
        {
            _day = day;
            RealizedToday = Money.Zero;
            AtDayBegin = Equity;
        }
    }
}
