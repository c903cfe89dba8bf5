using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults;

public sealed class VenueFaultsTests
{
    [Fact]
    public void The_next_accepted_placements_are_carried_out_but_never_answered()
    {
        var venue = new TestVenue();
        var key = venue.OpenKey(TestWallet.First);
        venue.Venue.Faults.LoseResponseAfterAccept(1);
        Assert.Equal(400, venue.Call(key, "POST", "/order", "{}").Status);
        var order = venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        Assert.Null(venue.TryCall(key, "POST", "/order", TestVenue.Body(key, order)));
        venue.Wait(60_000);
        Assert.Equal("LIVE", venue.Call(key, "GET", $"/data/order/{TestVenue.Hash(order)}").Body.GetProperty("status").GetString());
        Assert.Equal(1, venue.Venue.Faults.ResponsesLost);
        venue.PlaceBuy(key, 46, 20);
    }
}
