using System.Formats.Tar;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Tests.Scene;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Tests.Commands;

[Collection(Typed.Name)]
public sealed class ReportCommandTests
{
    private static readonly Timestamp Opens = Timestamp.FromSeconds(1_773_307_200);

    private static readonly MarketSpec Spec = new()
    {
        Slug = "btc-updown-5m-1773307200", ConditionId = "0x01", UpTokenId = "1", DownTokenId = "2", Asset = "btc", Interval = WindowInterval.FiveMinutes, Opens = Opens, Closes = Opens + Duration.FromSeconds(300),
        TickSize = TickSize.Cent, MinimumOrderSize = Size.Shares(5), Fees = FeeSchedule.Crypto, Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    [Fact]
    public async Task A_days_account_is_printed_and_agrees_with_the_ledger()
    {
        using var directory = new ScratchDirectory();
        await FillAsync(directory.Path, new Money(5_200_000));
        var (code, csv, complained) = await Typed.RunAsync("report", "--day", "2026-03-12", "--data", directory.Path);
        Assert.Equal((0, ""), (code, complained));
        Assert.Equal(3, csv.TrimEnd('\n').Split('\n').Length);
        var (_, json, _) = await Typed.RunAsync("report", "--day", "2026-03-12", "--data", directory.Path, "--json");
        Assert.Equal(5.2m, (decimal)JsonNode.Parse(json)!["cashUsd"]!);
    }

    [Fact]
    public async Task A_window_that_differs_from_the_ledger_is_named_and_the_exit_code_is_1()
    {
        using var directory = new ScratchDirectory();
        await FillAsync(directory.Path, Money.Dollars(5));
        var file = Path.Combine(directory.Path, "account.csv");
        var (code, printed, complained) = await Typed.RunAsync("report", "--day", "2026-03-12", "--data", directory.Path, "--out", file);
        Assert.Equal((1, ""), (code, printed));
        Assert.Contains(Spec.Slug, complained, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task An_archived_day_has_the_account_it_had_and_so_has_a_restored_copy()
    {
        using var directory = new ScratchDirectory();
        await FillAsync(directory.Path, new Money(5_200_000));
        var operations = OperationFiles.Open(Path.Combine(directory.Path, "operations"), Opens);
        operations.Write(Merge(number: 1, shares: 3));
        operations.Write(Merge(number: 2, shares: 1));
        string[] report = ["report", "--day", "2026-03-12", "--json", "--data"];
        var before = await Typed.RunAsync([.. report, directory.Path]);
        Assert.Contains("\"kind\": \"merge\"", before.Item2, StringComparison.Ordinal);
        var later = Opens + Duration.FromSeconds(4 * 86_400);
        OperationFiles.Open(Path.Combine(directory.Path, "operations"), later);
        var halfway = await ArchiveAsync(directory.Path, later, turns: 1);
        Assert.Equal((3, before), (halfway, await Typed.RunAsync([.. report, directory.Path])));
        var hot = await ArchiveAsync(directory.Path, later, turns: 2);
        Assert.Equal((0, before), (hot, await Typed.RunAsync([.. report, directory.Path])));

        using var restored = new ScratchDirectory();
        using var tar = new MemoryStream();
        await TarFile.CreateFromDirectoryAsync(directory.Path, tar, includeBaseDirectory: false);
        tar.Position = 0;
        await TarFile.ExtractToDirectoryAsync(tar, restored.Path, overwriteFiles: false);
        Assert.Equal(before, await Typed.RunAsync([.. report, restored.Path]));
    }

    [Theory]
    [InlineData("--day", "12.03.2026", "--day is '12.03.2026'")]
    [InlineData("--format", "xml", "--format is 'xml'; allowed is csv, json")]
    public async Task A_wrong_option_is_named(string option, string value, string words)
    {
        using var directory = new ScratchDirectory();
        string[] day = option == "--day" ? [] : ["--day", "2026-03-12"];
        var (code, _, complained) = await Typed.RunAsync(["report", .. day, option, value, "--data", directory.Path]);
        Assert.Equal(2, code);
        Assert.Contains(words, complained, StringComparison.Ordinal);
    }

    /// <summary>Rows left in memory.</summary>
    private static async Task<int> ArchiveAsync(string data, Timestamp now, int turns)
    {
        await using var store = ArchivedTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data, "state") });
        var archiver = new DayArchiver(store, hotDays: 2, static _ => Task.CompletedTask);
        for (var turn = 0; turn < turns; turn++)
        {
            Assert.Empty((await archiver.TurnAsync(now, default)).Problems);
        }

        return store.Hot.RowCount;
    }

    private static OperationRecord Merge(long number, int shares) => new()
    {
        Epoch = 7, Number = number, Slug = Spec.Slug, ConditionId = Spec.ConditionId, Closes = Spec.Closes, Version = default, NegativeRisk = false, Kind = InventoryOperationKind.Merge,
        Amount = Size.Shares(shares), State = InventoryOperationState.Confirmed, GasCost = new Money(17), Updated = Spec.Closes,
    };

    private static async Task FillAsync(string data, Money realized)
    {
        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data, "state") });
        var window = new WindowRow
        {
            Slug = Spec.Slug, Epoch = 7, ConditionId = Spec.ConditionId, UpTokenId = Spec.UpTokenId, DownTokenId = Spec.DownTokenId, Version = default, Opens = Spec.Opens, Closes = Spec.Closes, Phase = MarketPhase.Settled,
            Winner = Outcome.Up, Updated = Spec.Closes,
        };
        var fill = new Fill
        {
            Trade = new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(48), Size = Size.Shares(10),
            Amount = Money.Notional(Price.Cents(48), Size.Shares(10), Rounding.Nearest), Status = FillStatus.Confirmed, VenueTime = Spec.Opens,
        };
        var position = new PositionRow { Slug = Spec.Slug, Epoch = 7, Up = Size.Zero, Down = Size.Zero, UpCost = Money.Zero, DownCost = Money.Zero, Realized = realized, Fees = Money.Zero, Updated = Spec.Closes };
        await PutAsync(store, WorkerTables.Windows, window.ToTableRow(Spec));
        await PutAsync(store, WorkerTables.Fills, new FillRow(Spec.Slug, 7, fill).ToTableRow(Spec));
        await PutAsync(store, WorkerTables.Positions, position.ToTableRow(Spec));
    }

    private static Task PutAsync(FileTableStore store, string table, TableRow row) => store.WriteAsync(table, [new TableWrite(TableWriteKind.Upsert, row)], default);
}
