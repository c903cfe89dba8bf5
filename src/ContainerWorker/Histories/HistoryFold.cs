using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.State;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>
/// Folds looks at the engine into histories: hours of bots, days of the worker, five minutes of prices. The same fold serves the running
/// worker and the rebuilding from a journal. It takes one look a second of the engine's time. One thread at a time.
/// </summary>
/// <param name="found">The value stored of a period before this fold began, to go on with; null where there is none, or where it is rebuilt.</param>
internal sealed class HistoryFold(string shard, Func<HistoryKey, HistoryValue?> found)
{
    private static readonly Duration Spacing = Duration.FromSeconds(1);

    private readonly Dictionary<string, BotHour> _hours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PriceBar> _bars = new(StringComparer.Ordinal);
    private readonly Dictionary<HistoryKey, HistoryValue> _changed = [];
    private readonly SeatCounts _seats = new();
    private readonly Dictionary<string, Money> _realized = new(StringComparer.Ordinal);
    private PnlDay? _day;
    private HistorySample? _last;
    private Timestamp _runBegan;

    /// <summary>Periods that changed since they were last taken.</summary>
    public int Changed => _changed.Count;

    /// <summary>Whether a look at that moment would be taken.</summary>
    public bool IsDue(Timestamp now) => _last is null || now.Micros / Spacing.Micros > _last.At.Micros / Spacing.Micros;

    /// <summary>Takes one look; older ones than the last of the same run are passed over.</summary>
    public void Take(HistorySample sample)
    {
        if (_last is null || _last.Run != sample.Run)
        {
            _runBegan = sample.At;
            _seats.Begin();
            _realized.Clear();
        }
        else if (sample.At < _last.At)
        {
            return;
        }

        TakeBots(sample);
        TakeDay(sample, _last is { } last && last.Run == sample.Run ? last.Totals : null);
        foreach (var (symbol, price) in sample.Prices())
        {
            var begin = HistoryTable.Bars.BeginOf(sample.At);
            var known = _bars.GetValueOrDefault(symbol) is { } bar && bar.Begin == begin ? bar : Found(HistoryTable.Bars, symbol, begin, PriceBar.Read);
            _bars[symbol] = (known ?? new PriceBar(begin, price, price, price, price)).With(price);
            Note(HistoryTable.Bars, symbol, _bars[symbol].ToValue());
        }

        _last = sample;
    }

    /// <summary>What changed since the last taking, to be written.</summary>
    public IReadOnlyList<(HistoryKey Key, HistoryValue Value)> TakeChanged()
    {
        List<(HistoryKey, HistoryValue)> changed = [.. _changed.Select(static entry => (entry.Key, entry.Value))];
        _changed.Clear();
        return changed;
    }

    private void TakeBots(HistorySample sample)
    {
        var counts = _seats.Since(sample, _runBegan);
        var begin = HistoryTable.BotHours.BeginOf(sample.At);
        foreach (var bot in sample.Bots)
        {
            var partition = HistoryKey.BotPartition(shard, bot.Id);
            var hour = _hours.GetValueOrDefault(bot.Id) is { } known && known.Begin == begin ? known : Found(HistoryTable.BotHours, partition, begin, BotHour.Read);
            hour ??= new BotHour(begin, Money.Zero, Money.Zero, Money.Zero, 0, bot.Equity, bot.Equity);

            // Over restarts: the first look of a run only says where counting begins.
            var earned = _realized.TryGetValue(bot.Id, out var before) ? bot.View.Realized - before : Money.Zero;
            _realized[bot.Id] = bot.View.Realized;
            var (fees, volume, roundTrips) = counts.GetValueOrDefault(bot.View.Bot.Number);
            _hours[bot.Id] = hour with
            {
                Realized = hour.Realized + earned,
                Fees = hour.Fees + fees,
                Volume = hour.Volume + volume,
                RoundTrips = hour.RoundTrips + roundTrips,
                Equity = bot.Equity,
                LowestEquity = bot.Equity < hour.LowestEquity ? bot.Equity : hour.LowestEquity,
            };
            Note(HistoryTable.BotHours, partition, _hours[bot.Id].ToValue());
        }
    }

    /// <param name="before">Null with the first look of a run, whose totals began at nothing.</param>
    private void TakeDay(HistorySample sample, EngineTotals? before)
    {
        var begin = HistoryTable.Days.BeginOf(sample.At);
        var day = _day is { } known && known.Begin == begin ? known : Found(HistoryTable.Days, shard, begin, PnlDay.Read);
        day ??= new PnlDay(begin, Money.Zero, Money.Zero, Money.Zero, Money.Zero, 0, 0, 0, 0, sample.Equity, sample.Equity, sample.Equity);
        var totals = sample.Totals;
        _day = day with
        {
            Realized = day.Realized + totals.RealizedPnl - (before?.RealizedPnl ?? Money.Zero),
            Fees = day.Fees + totals.Fees - (before?.Fees ?? Money.Zero),
            Gas = day.Gas + totals.Gas - (before?.Gas ?? Money.Zero),
            Volume = day.Volume + totals.Volume - (before?.Volume ?? Money.Zero),
            Fills = day.Fills + totals.Fills - (before?.Fills ?? 0),
            OrdersPlaced = day.OrdersPlaced + totals.OrdersPlaced - (before?.OrdersPlaced ?? 0),
            OrdersRejected = day.OrdersRejected + totals.OrdersRejected - (before?.OrdersRejected ?? 0),
            WindowsSettled = day.WindowsSettled + totals.WindowsSettled - (before?.WindowsSettled ?? 0),
            Equity = sample.Equity,
            LowestEquity = sample.Equity < day.LowestEquity ? sample.Equity : day.LowestEquity,
        };
        Note(HistoryTable.Days, shard, _day.ToValue());
    }

    private T? Found<T>(HistoryTable table, string partition, Timestamp begin, Func<HistoryValue, T> read)
        where T : class
    {
        try
        {
            return found(new HistoryKey(table, partition, begin)) is { } value ? read(value) : null;
        }
        catch (InvalidStateRowException)
        {
            // A damaged period begins anew; the journal has what it lost.
            return null;
        }
    }

    private void Note(HistoryTable table, string partition, HistoryValue value) => _changed[new HistoryKey(table, partition, value.Begin)] = value;
}
