using PolyCloud.Storage.Histories;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>Values of a history in [from, to), by time.</summary>
public sealed record HistoryPage<T>(string From, string To, IReadOnlyList<T> Items);

/// <summary>What one bot did in one hour.</summary>
/// <param name="EquityUsd">At the end of the hour, or so far.</param>
public sealed record BotHourBody(string Hour, decimal RealizedPnlUsd, decimal FeesUsd, decimal VolumeUsd, long RoundTrips, decimal EquityUsd, decimal LowestEquityUsd)
{
    internal static BotHourBody Of(BotHour hour) => new(
        hour.Begin.ToString(), Words.Dollars(hour.Realized), Words.Dollars(hour.Fees), Words.Dollars(hour.Volume), hour.RoundTrips, Words.Dollars(hour.Equity), Words.Dollars(hour.LowestEquity));
}

/// <summary>What the worker did on one UTC day, all bots together.</summary>
/// <param name="FirstEquityUsd">When the day began, or with the first look at it.</param>
public sealed record PnlDayBody(
    string Day, decimal RealizedPnlUsd, decimal FeesUsd, decimal GasUsd, decimal VolumeUsd, long Fills, long OrdersPlaced, long OrdersRejected, long WindowsSettled, decimal FirstEquityUsd, decimal EquityUsd,
    decimal LowestEquityUsd)
{
    internal static PnlDayBody Of(PnlDay day) => new(
        day.Begin.ToString()[..10], Words.Dollars(day.Realized), Words.Dollars(day.Fees), Words.Dollars(day.Gas), Words.Dollars(day.Volume), day.Fills, day.OrdersPlaced, day.OrdersRejected, day.WindowsSettled,
        Words.Dollars(day.FirstEquity), Words.Dollars(day.Equity), Words.Dollars(day.LowestEquity));
}

/// <summary>Days and what they come to.</summary>
/// <param name="ReturnPercent">Realised result in percent of the first equity, after fees and gas; null without an equity.</param>
/// <param name="SharpeRatio">Mean over deviation of the daily changes of equity in percent, times √365; null below ten days.</param>
/// <param name="WinningDaysPercent">Of the days with a result; null without one.</param>
/// <param name="FillPercent">Executions in percent of orders placed; null without an order.</param>
public sealed record PnlDaysBody(
    string From, string To, decimal RealizedPnlUsd, decimal FeesUsd, decimal GasUsd, decimal? ReturnPercent, double? SharpeRatio, decimal? WinningDaysPercent, decimal? FillPercent, IReadOnlyList<PnlDayBody> Items)
{
    internal static PnlDaysBody Of(string from, string to, IReadOnlyList<PnlDay> days)
    {
        var (realized, decided) = (days.Sum(static day => day.Realized.Micros), days.Where(static day => day.Realized.Micros != 0).ToList());
        var (orders, first) = (days.Sum(static day => day.OrdersPlaced), days.Count > 0 ? days[0].FirstEquity.Micros : 0);
        return new(
            from, to, realized / 1_000_000m, days.Sum(static day => day.Fees.Micros) / 1_000_000m, days.Sum(static day => day.Gas.Micros) / 1_000_000m,
            first > 0 ? decimal.Round(realized * 100m / first, 4) : null, SharpeOf(days),
            decided.Count > 0 ? decimal.Round(decided.Count(static day => day.Realized.Micros > 0) * 100m / decided.Count, 2) : null,
            orders > 0 ? decimal.Round(days.Sum(static day => day.Fills) * 100m / orders, 2) : null, [.. days.Select(PnlDayBody.Of)]);
    }

    private static double? SharpeOf(IReadOnlyList<PnlDay> days)
    {
        const int FewestDays = 10;
        var changes = days.Where(static day => day.FirstEquity.Micros > 0).Select(static day => (double)(day.Equity.Micros - day.FirstEquity.Micros) / day.FirstEquity.Micros).ToList();
        if (changes.Count < FewestDays)
        {
            return null;
        }

        var mean = changes.Average();
        var deviation = Math.Sqrt(changes.Sum(change => (change - mean) * (change - mean)) / (changes.Count - 1));
        return deviation > 0 ? Math.Round(mean / deviation * Math.Sqrt(365), 4) : null;
    }
}

/// <summary>Open, high, low and close of five minutes in dollars.</summary>
public sealed record PriceBarBody(string Begin, decimal Open, decimal High, decimal Low, decimal Close)
{
    internal static PriceBarBody Of(PriceBar bar) => new(bar.Begin.ToString(), Words.Dollars(bar.Open), Words.Dollars(bar.High), Words.Dollars(bar.Low), Words.Dollars(bar.Close));
}
