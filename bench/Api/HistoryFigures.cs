using System.Diagnostics;
using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Histories;

namespace PolyCloud.Bench.Api;

/// <summary>A year of days and of hours of ten bots in the embedded store: how long each question takes.</summary>
internal static class HistoryFigures
{
    private const int Bots = 10;
    private const int Questions = 200;

    private static readonly Timestamp End = Timestamp.FromSeconds(1_795_219_200);

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("polycloud-bench-");
        await using (var files = FileTableStore.Open(new FileTableStoreOptions { Directory = directory.FullName }))
        {
            var store = new HistoryStore(files);
            var begin = End - Duration.FromSeconds(365L * 86_400);
            await FillAsync(store, begin);
            Console.WriteLine("| figure | value |");
            Console.WriteLine("|---|---|");
            await TellAsync("a year of daily results", () => store.ReadAsync(HistoryTable.Days, "0", begin, End, default));
            await TellAsync("a year of hours of one bot (8 760)", () => store.ReadAsync(HistoryTable.BotHours, "0-b3", begin, End, default));
            await TellAsync("ninety days of five-minute prices (25 920)", () => store.ReadAsync(HistoryTable.Bars, "btc", End - Duration.FromSeconds(90L * 86_400), End, default));
            await TellAsync("a day of hours of one bot", () => store.ReadAsync(HistoryTable.BotHours, "0-b3", End - Duration.FromSeconds(86_400), End, default));
            var number = 0;
            await TellAsync("one period written", async () =>
            {
                await store.WriteAsync(HistoryTable.Bars, "btc", [new HistoryValue(End + (HistoryTable.Bars.Period * number++), "60000000000;60000000000;60000000000;60000000000")], default);
                return [];
            });
        }

        directory.Delete(recursive: true);
    }

    private static async Task FillAsync(HistoryStore store, Timestamp begin)
    {
        await store.WriteAsync(HistoryTable.Days, "0", Values(HistoryTable.Days, begin, static at => new PnlDay(
            at, new Money(1_234_567), new Money(45_678), new Money(100), new Money(98_765_432), 321, 4_321, 12, 288, new Money(1_000_000_000), new Money(1_001_000_000), new Money(998_000_000)).ToValue()), default);
        for (var bot = 0; bot < Bots; bot++)
        {
            await store.WriteAsync(HistoryTable.BotHours, $"0-b{bot}", Values(HistoryTable.BotHours, begin, static at => new BotHour(
                at, new Money(123_456), new Money(4_567), new Money(9_876_543), 17, new Money(100_000_000), new Money(99_000_000)).ToValue()), default);
        }

        await store.WriteAsync(HistoryTable.Bars, "btc", Values(HistoryTable.Bars, End - Duration.FromSeconds(90L * 86_400), static at => new PriceBar(
            at, new Money(60_123_450_000), new Money(60_200_000_000), new Money(60_000_000_000), new Money(60_111_110_000)).ToValue()), default);
    }

    private static IEnumerable<HistoryValue> Values(HistoryTable table, Timestamp begin, Func<Timestamp, HistoryValue> value)
    {
        for (var at = begin; at < End; at += table.Period)
        {
            yield return value(at);
        }
    }

    private static async Task TellAsync(string name, Func<Task<IReadOnlyList<HistoryValue>>> ask)
    {
        var times = new List<double>();
        for (var question = 0; question < Questions + 20; question++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.RemoveRange(0, 20);
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | p50 {times[Questions / 2]:0.00} ms, p99 {times[(int)(Questions * 0.99)]:0.00} ms |"));
    }
}
