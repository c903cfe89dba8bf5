using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Histories;
using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Pages;

/// <summary>Reads for the dashboard what the tables hold; the same rows that the API serves.</summary>
internal sealed class StoredHistories(ApiRecords records) : IStoredHistories
{
    public async Task<StoredSpan> ReadAsync(StoredQuestion question, CancellationToken cancellation)
    {
        try
        {
            var hours = new Dictionary<string, IReadOnlyList<StoredHour>>(StringComparer.Ordinal);
            foreach (var bot in question.Range.IsDaily ? [] : question.Bots)
            {
                hours[bot] = await ReadAsync(HistoryTable.BotHours, HistoryKey.BotPartition(records.Shard, bot), question, static value => Of(BotHour.Read(value)), cancellation);
            }

            var bars = new Dictionary<string, IReadOnlyList<StoredBar>>(StringComparer.Ordinal);
            foreach (var symbol in question.Symbols)
            {
                bars[symbol] = await ReadAsync(HistoryTable.Bars, symbol, question, static value => Of(PriceBar.Read(value)), cancellation);
            }

            return new StoredSpan(hours, await ReadAsync(HistoryTable.Days, records.Shard, question, static value => Of(PnlDay.Read(value)), cancellation), bars);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException or IOException)
        {
            throw new StoredHistoriesException(problem.Message, problem);
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(HistoryTable table, string partition, StoredQuestion question, Func<HistoryValue, T> read, CancellationToken cancellation)
    {
        var from = table.BeginOf(question.Now - question.Range.Length);
        return [.. (await records.Histories.ReadAsync(table, partition, from, question.Now + Duration.FromSeconds(1), cancellation)).Select(read)];
    }

    private static StoredHour Of(BotHour hour) => new(hour.Begin, hour.Realized, hour.Fees, hour.Volume, hour.RoundTrips, hour.Equity);

    private static StoredDay Of(PnlDay day) => new(
        day.Begin, day.Realized, day.Fees, day.Gas, day.Volume, day.Fills, day.OrdersPlaced, day.OrdersRejected, day.WindowsSettled, day.FirstEquity, day.Equity);

    private static StoredBar Of(PriceBar bar) => new(bar.Begin, bar.Open, bar.High, bar.Low, bar.Close);
}
