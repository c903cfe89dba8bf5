using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Ledgers;

/// <summary>Amounts and fees of the official client at the simulated venue's door.</summary>
public sealed class OfficialFiguresTests
{
    [Fact]
    public void Official_amounts_of_one_cent_ticks_are_taken_by_the_venue_at_the_price_they_were_made_from()
    {
        var venue = new TestVenue();
        var key = venue.OpenKey(TestWallet.First);
        var taken = 0;
        foreach (var vector in Vectors.Root.GetProperty("rounding").GetProperty("limit").EnumerateArray().Where(vector => vector.Text("tick") == "0.01" && vector.Text("side") == "BUY"))
        {
            var order = venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 1, 1) with
            {
                MakerAmount = long.Parse(vector.Text("makerAmount")!),
                TakerAmount = long.Parse(vector.Text("takerAmount")!),
            };
            var (status, body) = venue.Call(key, "POST", "/order", TestVenue.Body(key, TestVenue.Signed(TestWallet.First, order)));
            Assert.True(status == 200, body.ToString());
            taken++;
        }

        Assert.True(taken >= 4);
    }

    [Fact]
    public void Fees_equal_the_official_table_and_the_official_sizing_by_them()
    {
        foreach (var row in Vectors.Root.GetProperty("fees").GetProperty("per100Shares").EnumerateObject())
        {
            Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(row.Name), out var price));
            Assert.True(Money.TryParse(Encoding.ASCII.GetBytes(row.Value.GetRawText()), out var fee));
            Assert.Equal(fee, TakerFee.For(FeeSchedule.Crypto, price, Size.Shares(100)));
        }

        foreach (var vector in Vectors.Root.GetProperty("fees").GetProperty("buySizing").EnumerateArray())
        {
            var (amount, balance, price) = (Decimal(vector, "amount"), Decimal(vector, "balance"), Decimal(vector, "price"));
            var fee = TakerFee.For(FeeSchedule.Crypto, new Price((int)(price * Price.Scale)), new Size((long)(amount / price * Size.Scale))).Micros / 1e6m;
            Assert.Equal(Decimal(vector, "adjusted_clobClientV2"), balance <= amount + fee ? balance - fee : amount);
        }
    }

    private static decimal Decimal(JsonElement vector, string name) => vector.GetProperty(name).GetDecimal();
}
