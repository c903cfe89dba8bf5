using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.State;

public sealed class WorkerRowsTests
{
    private const string Slug = "btc-updown-5m-1773307200";

    private static readonly MarketSpec Market = new()
    {
        Slug = Slug,
        ConditionId = "0x" + new string('a', 64),
        UpTokenId = "123",
        DownTokenId = "456",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Timestamp.FromSeconds(1_773_307_200),
        Closes = Timestamp.FromSeconds(1_773_307_500),
        TickSize = default,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    private static readonly OrderRow Order = new()
    {
        Slug = Slug,
        Epoch = 7,
        Intent = new IntentId(42),
        OrderHash = new Hash256(1, 2, 3, 4),
        Outcome = Outcome.Down,
        Side = Side.Sell,
        Price = new Price(4725),
        Size = new Size(12_500_001),
        Type = OrderType.Fak,
        Purpose = OrderPurpose.Hedge,
        Status = OrderReportKind.Matched,
        Reason = Reason.PhaseDone,
        Matched = new Size(12_500_001),
        Placed = new Timestamp(1_773_307_201_000_001),
        Updated = new Timestamp(1_773_307_202_000_002),
    };

    private static readonly FillRow Fill = new(Slug, 7, new Fill
    {
        Trade = new Guid("0d2f8b9e-2b2f-4a40-9f7e-5a6f0f6f3a11"),
        Intent = new IntentId(42),
        Outcome = Outcome.Up,
        Side = Side.Buy,
        Price = Price.Cents(47),
        Size = Size.Shares(10),
        Amount = new Money(4_700_001),
        Fee = new Money(3),
        IsMaker = true,
        Status = FillStatus.Mined,
        VenueTime = Timestamp.FromSeconds(1_773_307_210),
    });

    private static readonly PositionRow Position = new()
    {
        Slug = Slug,
        Epoch = 7,
        Up = Size.Shares(3),
        Down = Size.Zero,
        UpCost = new Money(1_410_000),
        DownCost = Money.Zero,
        Realized = new Money(-250_001),
        Fees = new Money(12),
        Updated = new Timestamp(9),
    };

    private static readonly WindowRow Window = new()
    {
        Slug = Slug,
        Epoch = 7,
        ConditionId = Market.ConditionId,
        UpTokenId = "123",
        DownTokenId = "456",
        Version = MarketVersion.ConditionalTokens,
        Opens = Market.Opens,
        Closes = Market.Closes,
        Phase = MarketPhase.Settled,
        Strike = new OraclePrice(Int128.Parse("61035860000000000000001")),
        Close = null,
        Winner = Outcome.Up,
        Updated = new Timestamp(9),
    };

    private static readonly ControlRow Control = new()
    {
        Shard = "shard-0",
        Epoch = 7,
        Halted = true,
        Reason = "manual-halt",
        Started = new Timestamp(1),
        Updated = new Timestamp(2),
    };

    [Fact]
    public void Every_row_is_read_back_as_it_was_written()
    {
        Assert.Equal(Order, OrderRow.Read(Order.ToTableRow(Market)));
        Assert.Equal(Fill, FillRow.Read(Fill.ToTableRow(Market)));
        Assert.Equal(Position, PositionRow.Read(Position.ToTableRow(Market)));
        Assert.Equal(Window, WindowRow.Read(Window.ToTableRow(Market)));
        Assert.Equal(Window with { Winner = null, Strike = null }, WindowRow.Read((Window with { Winner = null, Strike = null }).ToTableRow(Market)));
        Assert.Equal(Control, ControlRow.Read(Control.ToTableRow()));
    }

    [Fact]
    public void Parameter_changes_are_read_back_as_people_gave_them()
    {
        var change = new ParameterChange
        {
            Scope = ParameterScope.Series,
            Key = "btc-5m",
            Group = ParameterGroup.B,
            Settings = ["engine.asymmetric.entrySize=20"],
            Why = "try \"this\"",
            Asked = new Timestamp(5),
            Parameters = new StrategyParameters(),
        };
        var row = new ParametersRow { Shard = "shard-0", Epoch = 7, Changes = [change] }.ToTableRow();
        var read = Assert.Single(ParametersRow.Read(row).Changes);
        Assert.Equal(change.Settings, read.Settings);
        Assert.Equal(change with { Parameters = null, Settings = [] }, read with { Settings = [] });
        var risk = new TableRow("shard-0", RiskRow.RowKey, new Dictionary<string, string> { [WorkerTables.EpochColumn] = "7", ["State"] = "{}" });
        Assert.Contains("State", Assert.Throws<InvalidStateRowException>(() => RiskRow.Read(risk)).Message, StringComparison.Ordinal);
        var damaged = row with { Columns = new Dictionary<string, string>(row.Columns) { ["Changes"] = "[{}]" } };
        Assert.Contains("Changes", Assert.Throws<InvalidStateRowException>(() => ParametersRow.Read(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_lie_by_series_and_day_and_a_window_together()
    {
        var order = Order.ToTableRow(Market);
        Assert.Equal(("btc-5m-20260312", Slug + ":00000007:0000000042"), (order.Partition, order.Row));
        Assert.StartsWith(WorkerTables.WindowPrefix(Slug), Fill.ToTableRow(Market).Row, StringComparison.Ordinal);
        Assert.Equal(("btc-5m-20260312", Slug), (Position.ToTableRow(Market).Partition, Position.ToTableRow(Market).Row));
        Assert.Equal("btc-15m-20260312", WorkerTables.PartitionOf(Market with { Interval = WindowInterval.FifteenMinutes }));
        Assert.Equal("btc-1h-20260312", WorkerTables.PartitionOf(Market with { Interval = WindowInterval.OneHour }));
    }

    [Fact]
    public void Every_column_of_every_row_is_checked_and_named()
    {
        (TableRow Row, Action<TableRow> Read)[] rows =
        [
            (Order.ToTableRow(Market), row => OrderRow.Read(row)),
            (Fill.ToTableRow(Market), row => FillRow.Read(row)),
            (Position.ToTableRow(Market), row => PositionRow.Read(row)),
            (Window.ToTableRow(Market), row => WindowRow.Read(row)),
            (Control.ToTableRow(), row => ControlRow.Read(row)),
        ];
        string[] free = ["ConditionId", "UpTokenId", "DownTokenId", "Reason"];
        foreach (var (row, read) in rows)
        {
            foreach (var column in row.Columns.Keys)
            {
                var missing = new Dictionary<string, string>(row.Columns);
                missing.Remove(column);
                Assert.Contains(column, Assert.Throws<InvalidStateRowException>(() => read(row with { Columns = missing })).Message, StringComparison.Ordinal);
                if (!free.Contains(column))
                {
                    var wrong = new Dictionary<string, string>(row.Columns) { [column] = "1x" };
                    Assert.Contains(column, Assert.Throws<InvalidStateRowException>(() => read(row with { Columns = wrong })).Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
