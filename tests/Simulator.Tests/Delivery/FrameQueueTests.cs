using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Delivery;

public sealed class FrameQueueTests
{
    [Fact]
    public void A_connection_with_too_many_frames_under_way_is_ended_and_counted()
    {
        var venue = new TestVenue(TestVenue.Instant with { StreamDelay = Duration.FromSeconds(1) });
        var (sink, connection) = venue.Subscribe();
        var other = venue.Subscribe(custom: false).Connection;
        for (var count = 0; count <= VenueConnection.UndeliveredMaximum; count++)
        {
            venue.Exchange.PlaceFlow(venue.Listing.Id, Side.Buy, Price.Cents(1 + (count % 40)), Size.Shares(1));
        }

        Assert.Equal(CloseCodes.SlowConsumer, sink.CloseCode);
        Assert.False(connection.IsOpen);
        Assert.False(other.IsOpen);
        Assert.Equal(2, venue.Venue.SlowConnectionsClosed);
        venue.Wait(2_000);
        Assert.Empty(sink.Messages);
    }
}
