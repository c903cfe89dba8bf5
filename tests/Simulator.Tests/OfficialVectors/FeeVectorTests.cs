using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.OfficialVectors;

/// <summary>What the venue takes of a trade's money, read from the balance it leaves.</summary>
public sealed class FeeVectorTests
{
    [Fact]
    [VectorGroup("fees.per100Shares")]
    public void A_hundred_shares_cost_the_official_fee() => AssertTable("per100Shares", FeeSchedule.Crypto, halfDigitMicros: 0);

    /// <summary>Of the first quarter of 2026: markets of recordings of that time are listed with it.</summary>
    [Fact]
    [VectorGroup("fees.v1per100Shares")]
    public void A_hundred_shares_cost_the_older_fee_where_the_market_is_of_that_time() =>
        AssertTable("v1per100Shares", FeeSchedule.CryptoBeforeApril2026, halfDigitMicros: 50);

    [Fact]
    [VectorGroup("fees.buySizing")]
    public void A_buy_sized_by_the_official_client_is_paid_by_the_balance_and_a_larger_one_is_not()
    {
        foreach (var vector in Vectors.Root.GetProperty("fees").GetProperty("buySizing").EnumerateArray())
        {
            var (amount, adjusted, price) = (Micros(vector, "amount"), Micros(vector, "adjusted_clobClientV2"), new Price((int)(Micros(vector, "price") / 100)));
            var venue = new TestVenue(TestVenue.Instant with { StartingCollateral = new Money(Micros(vector, "balance")) });
            var key = venue.OpenKey(TestWallet.First);
            venue.Exchange.PlaceFlow(venue.Listing.Id, Side.Sell, price, Size.Shares(1_000));
            if (adjusted < amount)
            {
                Assert.Equal((400, "not enough balance / allowance"), Refusal(Buy(venue, key, venue.Listing, price, amount)));
            }

            Assert.Equal("matched", Buy(venue, key, venue.Listing, price, adjusted).Body.Text("status"));
            Assert.True(venue.Exchange.Collateral(new AccountId(0)).Micros >= 0);
        }
    }

    private static void AssertTable(string name, FeeSchedule schedule, long halfDigitMicros)
    {
        foreach (var row in Vectors.Root.GetProperty("fees").GetProperty(name).EnumerateObject())
        {
            var venue = new TestVenue();
            var key = venue.OpenKey(TestWallet.First);
            var market = venue.Exchange.List(
                TestVenue.Window with
                {
                    Slug = "btc-updown-5m-1773307200-fees", ConditionId = TestVenue.Condition[..^1] + "0", UpTokenId = TestVenue.UpToken[..^1] + "0", DownTokenId = TestVenue.DownToken[..^1] + "0", Fees = schedule,
                },
                takerDelay: false);
            Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(row.Name), out var price));
            Assert.True(Money.TryParse(Encoding.ASCII.GetBytes(row.Value.GetRawText()), out var fee));
            var before = venue.Exchange.Collateral(new AccountId(0));
            venue.Exchange.PlaceFlow(market.Id, Side.Sell, price, Size.Shares(100));
            Assert.Equal("matched", Buy(venue, key, market, price, price.Units * 10_000L).Body.Text("status"));
            var paid = (before - venue.Exchange.Collateral(new AccountId(0))).Micros - (price.Units * 10_000L);
            Assert.InRange(paid - fee.Micros, -halfDigitMicros, halfDigitMicros);
        }
    }

    private static (int Status, JsonElement Body) Buy(TestVenue venue, TestKey key, Listing market, Price price, long micros)
    {
        var order = TestVenue.Signed(TestWallet.First, venue.Order(TestWallet.First, market.Spec.UpTokenId, Side.Buy, 1, 1) with
        {
            MakerAmount = micros,
            TakerAmount = micros * Price.Scale / price.Units / 100 * 100,
        });
        return venue.Call(key, "POST", "/order", TestVenue.Body(key, order, "FAK"));
    }

    private static (int, string?) Refusal((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.Text("error"));

    private static long Micros(JsonElement vector, string name) => (long)(vector.GetProperty(name).GetDecimal() * 1_000_000);
}
