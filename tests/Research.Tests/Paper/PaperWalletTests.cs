using PolyCloud.ContainerWorker.Paper;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.Paper;

public sealed class PaperWalletTests
{
    private static readonly MarketId Market = new(0);

    [Fact]
    public void A_bought_pair_is_worth_a_dollar_whoever_wins()
    {
        foreach (var winner in Enum.GetValues<Outcome>())
        {
            var wallet = new PaperWallet(new Money(10_000_000));
            wallet.Take(Buy(Outcome.Up, 5, dollars: 2_000_000, fee: 10));
            wallet.Take(Buy(Outcome.Down, 5, dollars: 2_500_000, fee: 0));
            wallet.Resolve(Market, winner);

            Assert.Equal(10_000_000 - 4_500_000 - 10 + 5_000_000, wallet.Cash.Micros);
            Assert.Equal(Size.Zero, wallet.Shares(Market, winner));
        }
    }

    [Fact]
    public void A_sale_brings_its_amount_and_takes_the_shares()
    {
        var wallet = new PaperWallet(new Money(10_000_000));
        wallet.Take(Buy(Outcome.Up, 5, dollars: 2_000_000, fee: 0));
        wallet.Take(Buy(Outcome.Up, 5, dollars: 2_100_000, fee: 0) with { Side = Side.Sell });

        Assert.Equal(10_100_000, wallet.Cash.Micros);
        Assert.Equal(Size.Zero, wallet.Shares(Market, Outcome.Up));
    }

    private static Fill Buy(Outcome outcome, long shares, long dollars, long fee) => new()
    {
        Market = Market, Outcome = outcome, Side = Side.Buy, Size = Size.Shares(shares), Amount = new Money(dollars), Fee = new Money(fee), Status = FillStatus.Matched,
    };
}
