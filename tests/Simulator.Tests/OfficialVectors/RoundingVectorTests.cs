using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.OfficialVectors;

/// <summary>Amounts of the official client at the venue's door, on markets of every tick.</summary>
public sealed class RoundingVectorTests
{
    private static readonly JsonElement Rounding = Vectors.Root.GetProperty("rounding");

    private readonly TestVenue _venue = new(TestVenue.Instant with { StartingCollateral = Money.Dollars(10_000) });
    private readonly TestKey _key;
    private int _markets;

    public RoundingVectorTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    [VectorGroup("rounding.limit")]
    public void Every_official_resting_order_rests_at_the_price_and_size_it_was_made_from()
    {
        foreach (var vector in Rounding.GetProperty("limit").EnumerateArray())
        {
            var market = NewMarket(Tick(vector.Text("tick")!));
            var side = SideOf(vector);
            var (status, body) = Post(market, side, Raw(vector, "makerAmount"), Raw(vector, "takerAmount"), "GTC", out var hash);
            Assert.True((status, body.Text("status")) == (200, "live"), $"{vector} {body}");

            // The official client brings price and size to their digits before it makes the amounts.
            var order = _venue.Call(_key, "GET", $"/data/order/{hash}").Body;
            Assert.Equal(Cut(vector, "price", Digits(vector, "price")), decimal.Parse(order.Text("price")!));
            Assert.Equal(Cut(vector, "size", 2), decimal.Parse(order.Text("original_size")!));
            Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);
        }
    }

    [Fact]
    [VectorGroup("rounding.market")]
    public void Every_official_immediate_order_takes_what_rests_at_its_limit()
    {
        foreach (var vector in Rounding.GetProperty("market").EnumerateArray())
        {
            var market = NewMarket(Tick(vector.Text("tick")!));
            var side = SideOf(vector);
            Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(vector.GetProperty("price").GetRawText()), out var price));
            _venue.Exchange.PlaceFlow(market.Id, side.Opposite(), price, Size.Shares(1_000));
            foreach (var type in (string[])["FAK", "FOK"])
            {
                var (status, body) = Post(market, side, Raw(vector, "makerAmount"), Raw(vector, "takerAmount"), type, out _);
                Assert.True((status, body.Text("status")) == (200, "matched"), $"{vector} {body}");
                var (given, taken) = (decimal.Parse(body.Text("makingAmount")!), decimal.Parse(body.Text("takingAmount")!));
                Assert.Equal(price.Units / (decimal)Price.Scale, side == Side.Buy ? given / taken : taken / given, 4);
            }
        }
    }

    [Fact]
    [VectorGroup("rounding.config")]
    public void A_resting_order_may_have_the_official_digits_and_no_finer_amount()
    {
        foreach (var row in Rounding.GetProperty("config").EnumerateObject())
        {
            var tick = Tick(row.Name);
            var market = NewMarket(tick);
            var (shares, smallest) = (5_010_000L, (long)Math.Pow(10, Money.Decimals - row.Value.GetProperty("amount").GetInt32()));
            var price = tick.Units + (Price.Scale / 2 / tick.Units * tick.Units);
            var dollars = shares * price / Price.Scale;
            Assert.Equal(0, dollars % smallest);
            Assert.Equal("live", Post(market, Side.Buy, dollars, shares, "GTC", out _).Body.Text("status"));
            Assert.Contains("breaks minimum tick size rule", Post(market, Side.Buy, dollars + smallest, shares, "GTC", out _).Body.Text("error"), StringComparison.Ordinal);
            Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);
        }
    }

    /// <summary>The official client was compared with exact decimals on 187 664 such combinations; the venue reads the price back from the amounts.</summary>
    [Fact]
    [VectorGroup("rounding.exactDecimalCheck")]
    public void Exact_amounts_of_any_price_and_size_on_any_grid_are_read_back()
    {
        Assert.Equal(0, Rounding.GetProperty("exactDecimalCheck").GetProperty("mismatches").GetInt32());
        var random = new DeterministicRandom(11);
        foreach (var row in Rounding.GetProperty("config").EnumerateObject())
        {
            var tick = Tick(row.Name);
            var market = NewMarket(tick);
            for (var round = 0; round < 40; round++)
            {

                // Nearer to the ends the venue refines the grid of a market.
                var price = (1_000 + random.NextInt32(8_001)) / tick.Units * tick.Units;
                var shares = 10_000L * random.NextInt64(500, 100_000);
                var placed = Post(market, Side.Buy, shares * price / Price.Scale, shares, "GTC", out var hash).Body;
                Assert.True(placed.Text("status") == "live", $"{shares} at {price}: {placed}");
                var order = _venue.Call(_key, "GET", $"/data/order/{hash}").Body;
                Assert.Equal((price / 10_000m, shares / 1e6m), (decimal.Parse(order.Text("price")!), decimal.Parse(order.Text("original_size")!)));
                Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);
            }
        }
    }

    private (int Status, JsonElement Body) Post(Listing market, Side side, long maker, long taker, string type, out string hash)
    {
        var order = TestVenue.Signed(TestWallet.First, _venue.Order(TestWallet.First, market.Spec.UpTokenId, side, 1, 1) with { MakerAmount = maker, TakerAmount = taker });
        hash = TestVenue.Hash(order);
        return _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, order, type));
    }

    /// <summary>A new market in which the wallet holds tokens of both outcomes.</summary>
    private Listing NewMarket(TickSize tick)
    {
        var number = $"{++_markets:000}";
        var market = _venue.Exchange.List(
            TestVenue.Window with
            {
                Slug = TestVenue.Window.Slug + number,
                ConditionId = TestVenue.Condition[..^3] + number,
                UpTokenId = TestVenue.UpToken[..^3] + number,
                DownTokenId = TestVenue.DownToken[..^3] + number,
                TickSize = tick,
            },
            takerDelay: false);
        Assert.True(_venue.Exchange.SplitSets(new AccountId(0), market.Id, Size.Shares(200)));
        return market;
    }

    private static Side SideOf(JsonElement vector) => vector.Text("side") == "BUY" ? Side.Buy : Side.Sell;

    private static int Digits(JsonElement vector, string what) => Rounding.GetProperty("config").GetProperty(vector.Text("tick")!).GetProperty(what).GetInt32();

    private static decimal Cut(JsonElement vector, string what, int digits) => decimal.Round(vector.GetProperty(what).GetDecimal(), digits, MidpointRounding.ToZero);

    private static long Raw(JsonElement vector, string name) => long.Parse(vector.Text(name)!);

    private static TickSize Tick(string text) => TickSize.TryParse(Encoding.ASCII.GetBytes(text), out var tick) ? tick : throw new FormatException(text);
}
