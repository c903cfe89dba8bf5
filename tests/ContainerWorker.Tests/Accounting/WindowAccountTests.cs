using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Accounting;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Tests.Accounting;

public sealed class WindowAccountTests
{
    [Theory]
    [InlineData(Outcome.Up)]
    [InlineData(Outcome.Down)]
    public void A_settled_window_sums_to_what_the_engine_realised_to_the_micro(Outcome winner)
    {
        using var node = new QuotingNode();
        var placed = node.Quote();
        node.Report(placed.Intent, OrderReportKind.Live);
        var fill = node.Fill(placed, FillStatus.Confirmed);
        node.Now = QuotingNode.Spec.Closes + Duration.FromSeconds(30);
        node.Do(() => node.Engine.OnResolution(node.Now, node.Market, winner, node.Effects));
        var closed = MarketRows.ClosedOf(node.Engine, node.Market, node.Now)!.Value;
        var account = WindowAccount.Of(Window(winner), [fill], [], Position(closed.Realized));
        Assert.Equal(closed.Realized, account.Cash);
        Assert.Equal(Money.Zero, account.Difference);
        Assert.Equal(fill.Outcome == winner ? 2 : 1, account.Lines.Count);
    }

    [Fact]
    public void A_merge_takes_nothing_away_and_gas_does()
    {
        Fill[] fills = [Bought(Outcome.Up, 48, 1), Bought(Outcome.Down, 49, 2)];
        var plain = WindowAccount.Of(Window(Outcome.Up), fills, [], null);
        var merged = WindowAccount.Of(Window(Outcome.Up), fills, [Merge(new Money(2_000))], null);
        Assert.Equal(new Money(300_000), plain.Cash);
        Assert.Equal(plain.Cash - new Money(2_000), merged.Cash);
        Assert.DoesNotContain(merged.Lines, static line => line.Kind == AccountKind.Payout);
        Assert.Null(merged.Difference);
    }

    [Fact]
    public void A_failed_execution_is_no_movement()
    {
        var failed = Bought(Outcome.Up, 48, 1);
        failed.Status = FillStatus.Failed;
        Assert.Empty(WindowAccount.Of(Window(Outcome.Up), [failed], [], null).Lines);
    }

    [Fact]
    public async Task A_day_is_read_from_the_store_and_a_window_that_differs_is_named()
    {
        var store = new MemoryTableStore();
        var spec = QuotingNode.Spec;
        await PutAsync(store, WorkerTables.Windows, Window(Outcome.Up).ToTableRow(spec));
        await PutAsync(store, WorkerTables.Fills, new FillRow(spec.Slug, 7, Bought(Outcome.Up, 48, 1)).ToTableRow(spec));
        await PutAsync(store, WorkerTables.Positions, Position(Money.Dollars(5)).ToTableRow(spec));
        var account = await DayAccount.ReadAsync(store, [], WorkerTables.PartitionOf(spec), default);
        Assert.Equal(new Money(5_200_000), account.Cash);
        Assert.Equal(spec.Slug, Assert.Single(account.Differing).Market);
        var csv = AccountText.Csv(account).TrimEnd('\n').Split('\n');
        Assert.Equal(3, csv.Length);
        Assert.All(csv, static line => Assert.Equal(10, line.Split(',').Length));
        var json = JsonNode.Parse(AccountText.Json(account))!;
        Assert.Equal((5.2m, 0.2m), ((decimal)json["cashUsd"]!, (decimal)json["windows"]![0]!["differenceUsd"]!));
    }

    private static Task PutAsync(MemoryTableStore store, string table, TableRow row) => store.WriteAsync(table, [new TableWrite(TableWriteKind.Upsert, row)], default);

    private static Fill Bought(Outcome outcome, int cents, int trade) => new()
    {
        Trade = new Guid(trade, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Outcome = outcome,
        Side = Side.Buy,
        Price = Price.Cents(cents),
        Size = Size.Shares(10),
        Amount = Money.Notional(Price.Cents(cents), Size.Shares(10), Rounding.Nearest),
        Status = FillStatus.Confirmed,
        VenueTime = QuotingNode.Opens,
    };

    private static OperationRecord Merge(Money gas) => new()
    {
        Epoch = 7,
        Number = 1,
        Slug = QuotingNode.Spec.Slug,
        ConditionId = QuotingNode.Spec.ConditionId,
        Closes = QuotingNode.Spec.Closes,
        Version = MarketVersion.ConditionalTokens,
        NegativeRisk = false,
        Kind = InventoryOperationKind.Merge,
        Amount = Size.Shares(10),
        State = InventoryOperationState.Confirmed,
        GasCost = gas,
        Updated = QuotingNode.Opens,
    };

    private static WindowRow Window(Outcome winner) => new()
    {
        Slug = QuotingNode.Spec.Slug,
        Epoch = 7,
        ConditionId = QuotingNode.Spec.ConditionId,
        UpTokenId = "11",
        DownTokenId = "22",
        Version = MarketVersion.ConditionalTokens,
        Opens = QuotingNode.Spec.Opens,
        Closes = QuotingNode.Spec.Closes,
        Phase = MarketPhase.Settled,
        Winner = winner,
        Updated = QuotingNode.Opens,
    };

    private static PositionRow Position(Money realized) => new()
    {
        Slug = QuotingNode.Spec.Slug,
        Epoch = 7,
        Up = Size.Zero,
        Down = Size.Zero,
        UpCost = Money.Zero,
        DownCost = Money.Zero,
        Realized = realized,
        Fees = Money.Zero,
        Updated = QuotingNode.Opens,
    };
}
