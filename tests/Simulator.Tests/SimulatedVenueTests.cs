using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests;

public sealed class SimulatedVenueTests
{
    [Fact]
    public void An_answer_takes_the_request_and_the_response_delay()
    {
        var venue = new TestVenue(TestVenue.Instant with { RequestDelay = Duration.FromMilliseconds(15), ResponseDelay = Duration.FromMilliseconds(20) });
        var answered = Timestamp.Never;
        venue.Venue.Handle(venue.Now, new PolyCloud.Simulator.Http.VenueRequest { Service = PolyCloud.Polymarket.Http.VenueService.Clob, Method = "GET", Path = "/time" }, _ => answered = venue.Now);
        Assert.Equal(venue.Now + Duration.FromMilliseconds(15), venue.Venue.NextDue);
        venue.Wait(34);
        Assert.True(answered.IsNever);
        venue.Wait(1);
        Assert.Equal(TestVenue.Start + Duration.FromMilliseconds(35), answered);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Run(3), Run(3));
        Assert.NotEqual(Run(3), Run(4));
    }

    [Fact]
    public void An_answer_may_send_the_next_request_from_inside()
    {
        var venue = new TestVenue();
        var key = venue.OpenKey(TestWallet.First);
        var statuses = new List<int>();
        void Next(PolyCloud.Simulator.Http.VenueResponse response)
        {
            statuses.Add(response.Status);
            if (statuses.Count < 5)
            {
                var body = TestVenue.Body(key, venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 40 + statuses.Count, 10));
                var headers = key.Headers(venue.Now.Seconds, "POST", "/order", body);
                venue.Venue.Handle(venue.Now, new PolyCloud.Simulator.Http.VenueRequest
                {
                    Service = PolyCloud.Polymarket.Http.VenueService.Clob,
                    Method = "POST",
                    Path = "/order",
                    Header = headers.GetValueOrDefault,
                    Body = Encoding.UTF8.GetBytes(body),
                }, Next);
            }
        }

        Next(new PolyCloud.Simulator.Http.VenueResponse(200, default));
        venue.Wait(1);
        Assert.Equal([200, 200, 200, 200, 200], statuses);
    }

    [Fact]
    public void A_setting_outside_its_range_is_named()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedVenue(new SimulatorOptions { BookHashEvery = 0 }, 1));
        Assert.Contains("BookHashEvery", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedVenue(new SimulatorOptions { LateFrames = new LateFrameOptions { Share = 1.1 } }, 1));
    }

    private static string Run(ulong seed)
    {
        var venue = new TestVenue(new SimulatorOptions { Exchange = new PolyCloud.Exchange.ExchangeOptions() }, seed);
        var (sink, connection) = venue.Connect(VenueChannel.Market);
        connection.Receive(venue.Now, Encoding.UTF8.GetBytes($$"""{"assets_ids":["{{TestVenue.UpToken}}"],"type":"market","custom_feature_enabled":true}"""));
        var random = new DeterministicRandom(1);
        for (var step = 0; step < 300; step++)
        {
            venue.Wait(2);
            venue.Exchange.PlaceFlow(venue.Listing.Id, random.Chance(0.5) ? Side.Buy : Side.Sell, Price.Cents(40 + random.NextInt32(20)), Size.Shares(1 + random.NextInt32(50)));
        }

        venue.Wait(200);
        return string.Join('\n', sink.Messages);
    }
}
