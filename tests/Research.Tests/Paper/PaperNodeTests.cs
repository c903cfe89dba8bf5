using PolyCloud.ContainerWorker.Paper;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Fills;

namespace PolyCloud.Research.Tests.Paper;

public sealed class PaperNodeTests
{
    [Fact]
    public void A_paper_window_trades_and_ends_clear_without_an_order_at_the_venue()
    {
        using var world = new PaperWorld();
        world.RunToEnd();

        var summary = RunSummaryBuilder.Of(world.Node.Node, "simulated", "7", []);
        Assert.True(summary.OrdersPlaced > 0, "no order was placed");
        Assert.NotEmpty(world.Seen.Fills);
        Assert.Equal(0, summary.InvariantBreaches);
        Assert.Equal(0, summary.OpenOrdersAtEnd);
        Assert.True(world.Node.Node.IsClear);
        Assert.Empty(world.Venue.Exchange.OpenOrders(new CredentialId(0)));
        Assert.All(world.Calls, call => Assert.StartsWith("GET ", call, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Calls, call => call.Contains("/data/", StringComparison.Ordinal) || call.Contains("balance", StringComparison.Ordinal));
    }

    [Fact]
    public void The_paper_wallet_and_the_engines_ledger_agree_to_the_micro_dollar()
    {
        using var world = new PaperWorld();
        world.RunToEnd();

        var funds = new PaperDeskOptions().Funds;
        Assert.Equal(world.Node.Node.Driver.Engine.Totals.RealizedPnl, world.Node.Wallet.Cash - funds);
    }

    [Fact]
    public void The_same_window_gives_the_same_fills_again()
    {
        using var first = new PaperWorld();
        using var second = new PaperWorld();
        first.RunToEnd();
        second.RunToEnd();

        Assert.Equal(first.Seen.Fills.Select(Shape), second.Seen.Fills.Select(Shape));
        Assert.Equal(first.Node.Wallet.Cash, second.Node.Wallet.Cash);
    }

    [Theory]
    [InlineData(FillAssumption.Pessimistic)]
    [InlineData(FillAssumption.Optimistic)]
    public void Every_assumption_ends_clear_with_a_ledger_that_agrees(FillAssumption assumption)
    {
        using var world = new PaperWorld(assumption);
        world.RunToEnd();

        Assert.True(world.Node.Node.IsClear);
        Assert.Equal(world.Node.Node.Driver.Engine.Totals.RealizedPnl, world.Node.Wallet.Cash - new PaperDeskOptions().Funds);
    }

    [Fact]
    public void Every_fill_is_told_as_matched_and_then_as_confirmed()
    {
        using var world = new PaperWorld();
        world.RunToEnd();

        var byTrade = world.Seen.Fills.GroupBy(fill => (fill.Trade, fill.Intent)).ToList();
        Assert.NotEmpty(byTrade);
        Assert.All(byTrade, told => Assert.Equal([FillStatus.Matched, FillStatus.Confirmed], told.Select(fill => fill.Status)));
    }

    private static (Timestamp, long, int, long, FillStatus) Shape(Fill fill) => (fill.VenueTime, fill.Intent.Number, fill.Price.Units, fill.Size.Units, fill.Status);
}
