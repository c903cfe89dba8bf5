using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Accounts;

public class TradeHistoryTests
{
    [Fact]
    public void The_latest_ten_thousand_trades_are_kept_at_least_and_the_newest_comes_first()
    {
        var history = new TradeHistory();
        for (var number = 0; number <= TradeHistory.TradesMax; number++)
        {
            history.Add(Trade(number));
        }

        var kept = history.NewestFirst().Select(static trade => trade.Size.Units).ToList();

        Assert.Equal((TradeHistory.TradesMax / 2) + 1, kept.Count);
        Assert.Equal(TradeHistory.TradesMax, kept[0]);
        Assert.Equal(TradeHistory.TradesMax / 2, kept[^1]);
    }

    private static VenueTrade Trade(long number) => new()
    {
        Id = Guid.Empty,
        Listing = new ListingId(0),
        TakerOrder = default,
        TakerCredential = CredentialId.Flow,
        Outcome = Outcome.Up,
        Side = Side.Buy,
        Price = Price.Cents(50),
        Size = new Size(number),
        Amount = Money.Zero,
        Fee = Money.Zero,
        Makers = [],
        MatchTime = default,
        TransactionHash = default,
    };
}
