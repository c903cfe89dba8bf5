using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class PlacementRoutesTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public PlacementRoutesTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void A_resting_order_answers_live_under_the_hash_the_client_computed()
    {
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        var (status, body) = _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, order, postOnly: true));
        Assert.Equal(200, status);
        Assert.Equal(["success", "errorMsg", "orderID", "status", "makingAmount", "takingAmount"], TestVenue.Keys(body));
        Assert.Equal((TestVenue.Hash(order), "live", ""), (body.GetProperty("orderID").GetString(), body.GetProperty("status").GetString(), body.GetProperty("makingAmount").GetString()));
    }

    [Fact]
    public void A_taking_order_tells_what_was_given_and_received()
    {
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(100));
        var (_, body) = _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 48, 20), "FAK"));
        Assert.Equal(("matched", "9.6", "20"), (body.GetProperty("status").GetString(), body.GetProperty("makingAmount").GetString(), body.GetProperty("takingAmount").GetString()));
        Assert.Single(body.GetProperty("tradeIDs").EnumerateArray());
    }

    [Fact]
    public void A_held_taker_is_answered_when_the_hold_ends()
    {
        var venue = new TestVenue(takerDelay: true);
        var key = venue.OpenKey(TestWallet.First);
        venue.Exchange.PlaceFlow(venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(100));
        var body = TestVenue.Body(key, venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 48, 20));
        PolyCloud.Simulator.Http.VenueResponse? answer = null;
        venue.Venue.Handle(venue.Now, Request(venue, key, body), response => answer = response);
        venue.Wait(149);
        Assert.Null(answer);
        venue.Wait(1);
        Assert.Equal("matched", JsonDocument.Parse(answer!.Value.Body).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public void The_same_order_again_is_refused_as_duplicated()
    {
        var body = TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        _venue.Call(_key, "POST", "/order", body);
        var (status, refusal) = _venue.Call(_key, "POST", "/order", body);
        Assert.Equal(400, status);
        Assert.EndsWith("is invalid. Duplicated.", refusal.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_signed_by_another_key_is_refused()
    {
        var order = TestVenue.Signed(TestWallet.Second, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        Refused(TestVenue.Body(_key, order), "invalid signature");
    }

    [Fact]
    public void An_order_changed_after_signing_is_refused()
    {
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        Refused(TestVenue.Body(_key, order with { TakerAmount = order.TakerAmount + 1 }), "invalid signature");
    }

    [Fact]
    public void Owner_signer_and_maker_are_checked_in_the_venues_words()
    {
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        Refused(TestVenue.Body(_key with { Key = Guid.Empty.ToString() }, order), "the order owner has to be the owner of the API KEY");
        Refused(TestVenue.Body(_key, order with { Signer = TestWallet.Second.Address }), "the order signer address has to be the address of the API KEY");
        Refused(TestVenue.Body(_key, order with { Maker = TestWallet.Second.Address }), "maker address not allowed, please use the deposit wallet flow");
        Refused(TestVenue.Body(_key, order with { TokenId = "123" }), "the orderbook 123 does not exist");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_proxy_or_safe_of_the_keys_wallet_pays_and_that_of_another_does_not(int signatureType)
    {
        WalletAddress Maker(WalletAddress owner) => signatureType == 1 ? DerivedWallets.Proxy(owner) : DerivedWallets.Safe(owner);
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20) with { SignatureType = signatureType };
        var own = TestVenue.Signed(TestWallet.First, order with { Maker = Maker(TestWallet.First.Address) });
        Assert.Equal(200, _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, own)).Status);
        Refused(
            TestVenue.Body(_key, TestVenue.Signed(TestWallet.First, order with { Maker = Maker(TestWallet.Second.Address) })),
            "maker address not allowed, please use the deposit wallet flow");
    }

    [Fact]
    public void A_deposit_wallet_is_asked_for_a_wrapped_signature()
    {
        var wallet = DerivedWallets.Deposit(TestWallet.First.Address);
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20) with { SignatureType = 3, Maker = wallet, Signer = wallet };
        Refused(TestVenue.Body(_key, TestVenue.Signed(TestWallet.First, order)), "invalid signature");
        var stranger = DerivedWallets.Deposit(TestWallet.Second.Address);
        Refused(TestVenue.Body(_key, order with { Maker = stranger, Signer = stranger }), "the order signer address has to be the address of the API KEY");
    }

    [Fact]
    public void Post_only_tick_size_minimum_and_funds_are_refused_in_the_venues_words()
    {
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(100));
        Refused(TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 48, 20), postOnly: true), "invalid post-only order: order crosses book");
        Refused(TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 40, 4)), "lower than the minimum: 5");
        Refused(TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 40, 100_000)), "not enough balance / allowance");
        Refused(TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 40, 20), "FAK"), "no orders found to match with FAK order");
        var offTick = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        Refused(TestVenue.Body(_key, TestVenue.Signed(TestWallet.First, offTick with { MakerAmount = 9_410_000 })), "breaks minimum tick size rule: 0.01");
    }

    [Fact]
    public void A_batch_answers_each_order_at_its_place_and_says_success_to_a_refused_one()
    {
        var good = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        var small = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 1);
        var (status, body) = _venue.Call(_key, "POST", "/orders", $"[{TestVenue.Body(_key, small)},{TestVenue.Body(_key, good)}]");
        Assert.Equal((200, 2), (status, body.GetArrayLength()));
        Assert.True(body[0].GetProperty("success").GetBoolean());
        Assert.Equal("", body[0].GetProperty("orderID").GetString());
        Assert.NotEqual("", body[0].GetProperty("errorMsg").GetString());
        Assert.Equal(TestVenue.Hash(good), body[1].GetProperty("orderID").GetString());
    }

    [Fact]
    public void Sixteen_orders_are_too_many()
    {
        var entry = TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 1, 5));
        var (status, body) = _venue.Call(_key, "POST", "/orders", $"[{string.Join(',', Enumerable.Repeat(entry, 16))}]");
        Assert.Equal((400, "Too many orders in payload: 16, max allowed: 15"), (status, body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"order\":{}}")]
    [InlineData("{\"order\":{\"salt\":\"1\"},\"owner\":7,\"orderType\":\"GTC\"}")]
    [InlineData("{\"owner\":\"\\ud800\"}")]
    public void Bodies_that_are_no_orders_are_refused_in_the_venues_words(string body)
    {
        Refused(body, "Invalid order payload");
        Assert.Equal(400, _venue.Call(_key, "POST", "/orders", body).Status);
    }

    [Fact]
    public void Any_single_field_missing_or_of_another_type_is_refused()
    {
        var body = TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        foreach (var name in (string[])["salt", "maker", "signer", "tokenId", "makerAmount", "takerAmount", "side", "signatureType", "timestamp", "metadata", "builder", "owner", "orderType"])
        {
            var position = body.IndexOf($"\"{name}\":", StringComparison.Ordinal);
            Assert.True(position > 0, name);
            Refused(body.Insert(position + 1, "x"), "Invalid order payload");
            Refused(body.Insert(position + name.Length + 3, "[],\"x\":"), "Invalid order payload");
        }
    }

    private static PolyCloud.Simulator.Http.VenueRequest Request(TestVenue venue, TestKey key, string body)
    {
        var headers = key.Headers(venue.Now.Seconds, "POST", "/order", body);
        return new PolyCloud.Simulator.Http.VenueRequest
        {
            Service = PolyCloud.Polymarket.Http.VenueService.Clob,
            Method = "POST",
            Path = "/order",
            Header = headers.GetValueOrDefault,
            Body = System.Text.Encoding.UTF8.GetBytes(body),
        };
    }

    private void Refused(string body, string text)
    {
        var (status, refusal) = _venue.Call(_key, "POST", "/order", body);
        Assert.Equal(400, status);
        Assert.Contains(text, refusal.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
