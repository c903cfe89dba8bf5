using PolyCloud.ContainerWorker.Histories;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;
using PolyCloud.Storage.Memory;

namespace PolyCloud.ContainerWorker.Tests.Histories;

public sealed class JournalProjectionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-projection");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Histories_rebuilt_from_the_journal_are_those_that_were_kept()
    {
        var fold = new HistoryFold("0", static _ => null);
        Trade(fold);
        var kept = new HistoryStore(new MemoryTableStore());
        foreach (var (key, value) in fold.TakeChanged())
        {
            await kept.WriteAsync(key.Table, key.Partition, [value], default);
        }

        var projection = new JournalProjection("0");
        var journal = JournalDirectory.Open(_directory.FullName);
        foreach (var run in journal.Runs)
        {
            projection.Take(run, EngineOptionsText.Parse(run.Provenance.Options));
        }

        var rebuilt = new HistoryStore(new MemoryTableStore());
        var periods = await projection.WriteAsync(rebuilt, default);
        Assert.Empty(projection.Faults);
        Assert.Equal(0, await projection.WriteAsync(rebuilt, default));
        Assert.True(periods >= 4 && projection.Steps > 60, $"{periods} periods of {projection.Steps} steps");
        foreach (var (table, partition) in ((HistoryTable, string)[])[(HistoryTable.BotHours, "0-b0"), (HistoryTable.Days, "0"), (HistoryTable.Bars, "btc"), (HistoryTable.Bars, "btc-5m")])
        {
            var expected = await ReadAsync(kept, table, partition);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await ReadAsync(rebuilt, table, partition));
        }

        var day = PnlDay.Read((await ReadAsync(rebuilt, HistoryTable.Days, "0"))[0]);
        Assert.Equal(1, day.Fills);
        Assert.True(day.OrdersPlaced >= 1);
        Assert.True(day.Volume > Money.Zero);
        var hour = BotHour.Read((await ReadAsync(rebuilt, HistoryTable.BotHours, "0-b0"))[^1]);
        Assert.Equal(day.Volume, hour.Volume);
    }

    [Fact]
    public void A_worker_that_starts_again_within_the_hour_goes_on_with_what_was_stored()
    {
        var stored = new BotHour(HistoryTable.BotHours.BeginOf(QuotingNode.Opens), new Money(7), new Money(3), new Money(100), 2, new Money(50), new Money(40)).ToValue();
        var fold = new HistoryFold("0", key => key.Table == HistoryTable.BotHours && key.Begin == stored.Begin ? stored : null);
        using var node = new QuotingNode();
        fold.Take(HistorySample.Of(node.Engine, node.Now, "0", 8));
        var hour = BotHour.Read(fold.TakeChanged().Single(static entry => entry.Key.Table == HistoryTable.BotHours).Value);
        Assert.Equal((new Money(7), new Money(100), new Money(40), 2L), (hour.Realized, hour.Volume, hour.LowestEquity, hour.RoundTrips));
        Assert.NotEqual(new Money(50), hour.Equity);
    }

    /// <summary>A node that quotes and is filled, with a journal; the fold looks at it as the running worker's does.</summary>
    private void Trade(HistoryFold fold)
    {
        var options = new EngineOptions();
        using var writer = JournalWriter.Open(
            new JournalOptions { Directory = _directory.FullName }, EngineProvenance.Of(options, "0", 7, "1", "generated", []), Guid.NewGuid(), TimeProvider.System);
        using var node = new QuotingNode(options, new StepJournal(writer), (engine, now) =>
        {
            if (fold.IsDue(now))
            {
                fold.Take(HistorySample.Of(engine, now, "0", 7));
            }
        });
        var placed = node.Quote();
        node.Report(placed.Intent, OrderReportKind.Live);
        node.Fill(placed, FillStatus.Matched);
        for (var second = 0; second < 20; second++)
        {
            node.Now += Duration.FromSeconds(20);
            node.Do(() => node.Engine.OnClock(node.Now, node.Effects));
        }

        fold.Take(HistorySample.Of(node.Engine, node.Now, "0", 7));
    }

    private static Task<IReadOnlyList<HistoryValue>> ReadAsync(HistoryStore store, HistoryTable table, string partition) =>
        store.ReadAsync(table, partition, QuotingNode.Opens - Duration.FromSeconds(86_400), QuotingNode.Opens + Duration.FromSeconds(86_400), default);
}
