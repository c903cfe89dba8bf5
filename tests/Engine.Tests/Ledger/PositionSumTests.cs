using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Tests.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class PositionSumTests
{
    [Fact]
    public void A_market_holds_what_its_bots_hold_together_and_their_sets_stay_their_own()
    {
        var bench = new RiskBench(bots: 2);
        bench.Hold(Outcome.Up, 10, 40, bot: 0);
        bench.Hold(Outcome.Down, 4, 50, bot: 0);
        bench.Hold(Outcome.Down, 9, 30, bot: 1);
        bench.Hold(Outcome.Up, 2, 60, bot: 1);
        var operations = bench.Market.Seats[1].Ledger;
        operations.Plan(new OperationId(1), InventoryOperationKind.Merge, Size.Shares(2));
        _ = operations.Apply(new InventoryOperationReport(bench.Market.Id, new OperationId(1), InventoryOperationKind.Merge, InventoryOperationState.Failed, Size.Shares(2), new Money(30)));
        _ = bench.Market.Seats[0].Ledger.Apply(
            new Fill
            {
                Trade = EngineHarness.TradeId(500), Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(50), Size = Size.Shares(1),
                Amount = new Money(500_000), Fee = new Money(7_000), Status = FillStatus.Confirmed, VenueTime = RiskBench.Now + new Duration(1),
            },
            RiskBench.Now);

        var sum = PositionSum.Of(bench.Market);
        Assert.Equal((Size.Shares(7), new Money(2_400_000 + 507_000)), (sum.Up.Size, sum.Up.Cost));
        Assert.Equal((Size.Shares(7), new Money(2_100_000)), (sum.Down.Size, sum.Down.Cost));
        Assert.Equal((Size.Zero, Size.Shares(6), Size.Shares(13)), (sum.Net, sum.Sets, sum.TokensOf(Outcome.Up)));
        Assert.Equal(sum.Up, sum.LotOf(Outcome.Up));
        Assert.Equal(sum.Down, sum.LotOf(Outcome.Down));
        Assert.Equal((new Money(7_000), new Money(30)), (sum.Fees, sum.Gas));
        Assert.Equal(new Money(4_000_000 + 2_000_000 + 2_700_000 + 1_200_000 + 500_000), sum.Volume);

        // Sets of 0.90 and 0.90 a pair: four at 0.10 and two at 0.10, less the gas.
        Assert.Equal(new Money(600_000 - 30), sum.Realized);
    }

    [Fact]
    public void Opposite_positions_of_two_bots_cancel_out_in_the_net()
    {
        var bench = new RiskBench(bots: 2);
        bench.Hold(Outcome.Up, 10, 40, bot: 0);
        bench.Hold(Outcome.Down, 4, 40, bot: 1);
        Assert.Equal(Size.Shares(6), PositionSum.Of(bench.Market).Net);
    }
}
