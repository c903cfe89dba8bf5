using PolyCloud.ContainerWorker.Settings;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class VenueSettingsTests
{
    [Fact]
    public void The_defaults_are_the_real_venues_addresses()
    {
        var errors = new List<string>();
        var venue = new VenueSettings().Read(errors);
        Assert.Empty(errors);
        Assert.Equal("clob.polymarket.com", venue.Clob.Host);
        Assert.Equal("wss://ws-live-v2.polymarket.com/ws", venue.PriceSocket.ToString());
        Assert.NotNull(venue.TokenCollateral);
        Assert.Empty(venue.Nodes);
    }

    [Fact]
    public void Sources_that_others_stand_in_for_can_be_left_out()
    {
        var venue = new VenueSettings { LegacyPriceSocket = "", BinanceSocket = "", CoinbaseSocket = "" }.Read([]);
        Assert.Equal((null, null, null), (venue.LegacyPriceSocket, venue.BinanceSocket, venue.CoinbaseSocket));
    }

    [Fact]
    public void Unencrypted_addresses_are_for_this_machine_only()
    {
        var errors = new List<string>();
        _ = new VenueSettings { Clob = "http://127.0.0.1:8080", Gamma = "http://example.com" }.Read(errors);
        Assert.Contains("venue.gamma", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_address_is_named()
    {
        var errors = new List<string>();
        _ = new VenueSettings { MarketSocket = "https://example.com", UserSocket = "", TokenCollateral = "0x12", Nodes = "polygon" }.Read(errors);
        Assert.Equal(4, errors.Count);
    }

    [Fact]
    public void A_nodes_address_is_never_repeated_because_it_may_carry_a_key()
    {
        var errors = new List<string>();
        _ = new VenueSettings { Nodes = "https://node.example.com/s3cret, ftp://node.example.com/s3cret" }.Read(errors);
        Assert.DoesNotContain("s3cret", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulator_serves_everything_on_one_host()
    {
        var venue = VenueAddresses.On(new Uri("http://127.0.0.1:8080"));
        Assert.Equal("ws://127.0.0.1:8080/ws/user", venue.UserSocket.ToString());
        Assert.Equal(venue.Clob, venue.Site);
    }
}
