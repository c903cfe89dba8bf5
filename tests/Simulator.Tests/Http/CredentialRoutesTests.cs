using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class CredentialRoutesTests
{
    private readonly TestVenue _venue = new();

    [Fact]
    public void A_wallet_makes_a_key_and_derives_the_same_one()
    {
        var made = _venue.OpenKey(TestWallet.First);
        var (status, derived) = _venue.Call("GET", "/auth/derive-api-key", headers: TestWallet.First.LevelOneHeaders(_venue.Now.Seconds));
        Assert.Equal(200, status);
        Assert.Equal(["apiKey", "secret", "passphrase"], TestVenue.Keys(derived));
        Assert.Equal(made.Key, derived.GetProperty("apiKey").GetString());
        Assert.Equal(made.Secret, derived.GetProperty("secret").GetString());
        Assert.True(Guid.TryParse(made.Key, out _));
    }

    [Fact]
    public void Keys_depend_on_wallet_and_nonce_only()
    {
        Assert.Equal(_venue.OpenKey(TestWallet.First, nonce: 3).Key, new TestVenue(seed: 99).OpenKey(TestWallet.First, nonce: 3).Key);
        Assert.NotEqual(_venue.OpenKey(TestWallet.First, nonce: 4).Key, _venue.OpenKey(TestWallet.Second, nonce: 4).Key);
    }

    [Fact]
    public void A_second_key_for_a_nonce_is_refused_and_an_unknown_one_cannot_be_derived()
    {
        var headers = TestWallet.First.LevelOneHeaders(_venue.Now.Seconds);
        var (before, text) = _venue.Call("GET", "/auth/derive-api-key", headers: headers);
        Assert.Equal((400, "Could not derive api key!"), (before, text.GetProperty("error").GetString()));
        _venue.OpenKey(TestWallet.First);
        var (again, refusal) = _venue.Call("POST", "/auth/api-key", headers: headers);
        Assert.Equal((400, "Could not create api key"), (again, refusal.GetProperty("error").GetString()));
    }

    [Fact]
    public void A_wallet_signature_of_somebody_else_is_refused()
    {
        var headers = TestWallet.First.LevelOneHeaders(_venue.Now.Seconds);
        headers["POLY_ADDRESS"] = TestWallet.Second.Address.ToString();
        var (status, body) = _venue.Call("POST", "/auth/api-key", headers: headers);
        Assert.Equal((401, "Invalid L1 Request headers"), (status, body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("POLY_SIGNATURE", "0x00")]
    [InlineData("POLY_NONCE", "-1")]
    [InlineData("POLY_NONCE", "")]
    [InlineData("POLY_TIMESTAMP", "now")]
    [InlineData("POLY_ADDRESS", "0x12")]
    public void Headers_that_are_no_headers_of_the_protocol_are_refused(string name, string value)
    {
        var headers = TestWallet.First.LevelOneHeaders(_venue.Now.Seconds);
        headers[name] = value;
        Assert.Equal(401, _venue.Call("POST", "/auth/api-key", headers: headers).Status);
    }

    [Fact]
    public void A_deleted_key_stops_working_after_the_setting_and_is_never_made_again()
    {
        var venue = new TestVenue(TestVenue.Instant with { RevocationDelay = Duration.FromSeconds(2) });
        var key = venue.OpenKey(TestWallet.First);
        Assert.Equal(key.Key, Assert.Single(venue.Call(key, "GET", "/auth/api-keys").Body.GetProperty("apiKeys").EnumerateArray()).GetString());
        Assert.Equal("OK", venue.Call(key, "DELETE", "/auth/api-key").Body.GetString());
        Assert.Equal(200, venue.Call(key, "GET", "/data/orders").Status);
        venue.Wait(2_000);
        Assert.Equal(401, venue.Call(key, "GET", "/data/orders").Status);
        var headers = TestWallet.First.LevelOneHeaders(venue.Now.Seconds);
        Assert.Equal(400, venue.Call("GET", "/auth/derive-api-key", headers: headers).Status);
        Assert.Equal(400, venue.Call("POST", "/auth/api-key", headers: headers).Status);
    }

    [Fact]
    public void A_request_signed_over_its_query_is_refused_and_one_without_it_is_taken()
    {
        var key = _venue.OpenKey(TestWallet.First);
        const string path = "/data/orders?next_cursor=MA==";
        Assert.Equal(401, _venue.Call("GET", path, headers: key.Headers(_venue.Now.Seconds, "GET", path, "")).Status);
        Assert.Equal(200, _venue.Call(key, "GET", path).Status);
    }

    [Theory]
    [InlineData("POLY_PASSPHRASE", "other")]
    [InlineData("POLY_API_KEY", "00000000-0000-0000-0000-000000000000")]
    [InlineData("POLY_SIGNATURE", "%%%")]
    [InlineData("POLY_ADDRESS", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")]
    public void A_wrong_part_of_the_key_is_refused(string name, string value)
    {
        var headers = _venue.OpenKey(TestWallet.First).Headers(_venue.Now.Seconds, "GET", "/data/orders", "");
        headers[name] = value;
        var (status, body) = _venue.Call("GET", "/data/orders", headers: headers);
        Assert.Equal((401, "Unauthorized/Invalid api key"), (status, body.GetProperty("error").GetString()));
    }
}
