using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults.Streams;

public sealed class UserStreamFaultsTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public UserStreamFaultsTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void A_stalled_user_socket_loses_what_happened_meanwhile()
    {
        var (sink, connection) = _venue.SubscribeUser(_key);
        _venue.Venue.Faults.SwitchOn("user-stall,for-ms=1000");
        _venue.PlaceBuy(_key, 40, 10);
        _venue.Send(connection, "PING");
        _venue.Wait(1_000);
        Assert.Equal(["PONG"], sink.Messages);
        _venue.PlaceBuy(_key, 41, 10);
        _venue.Wait(1);
        Assert.Equal(2, sink.Messages.Count);
    }

    [Fact]
    public void A_duplicate_event_comes_twice_byte_for_byte()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.Venue.Faults.SwitchOn("duplicate-events");
        _venue.PlaceBuy(_key, 40, 10);
        _venue.Wait(1);
        Assert.Equal(2, sink.Messages.Count);
        Assert.Equal(sink.Messages[0], sink.Messages[1]);
    }

    [Fact]
    public void Events_that_are_held_back_arrive_out_of_order_and_none_is_lost()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.Venue.Faults.SwitchOn("reordered-events=0.5,longest-ms=5000");
        var placed = Enumerable.Range(20, 20).Select(cents => _venue.PlaceBuy(_key, cents, 10)).ToList();
        _venue.Wait(6_000);
        var told = sink.Events("order").ConvertAll(entry => entry.GetProperty("id").GetString()!);
        Assert.NotEqual(placed, told);
        Assert.Equal(placed.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }
}
