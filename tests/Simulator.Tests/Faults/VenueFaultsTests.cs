using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults;

public sealed class VenueFaultsTests
{
    [Fact]
    public void The_same_seed_strikes_the_same_calls_and_another_seed_others()
    {
        Assert.Equal(StruckCalls("seed=3"), StruckCalls("seed=3"));
        Assert.NotEqual(StruckCalls("seed=3"), StruckCalls("seed=4"));
    }

    [Fact]
    public void A_rate_strikes_about_its_share()
    {
        Assert.InRange(StruckCalls("seed=3").Count(struck => struck), 30, 70);
    }

    [Fact]
    public void A_fault_strikes_within_its_window_and_as_often_as_its_count_allows()
    {
        var (venue, key) = Trading();
        venue.Venue.Faults.SwitchOn("cancel-only,after-ms=1000,for-ms=2000,count=2");
        Assert.Equal(400, Place(venue, key));
        venue.Wait(1_000);
        Assert.Equal((503, 503, 400), (Place(venue, key), Place(venue, key), Place(venue, key)));
        Assert.Equal(2, venue.Venue.Faults.Find("cancel-only").Occurrences);

        venue.Venue.Faults.SwitchOn("cancel-only,for-ms=1000");
        Assert.Equal(503, Place(venue, key));
        venue.Wait(1_000);
        Assert.Equal(400, Place(venue, key));
    }

    [Fact]
    public void A_fault_of_the_options_is_on_from_the_first_moment_and_can_be_switched_off()
    {
        var venue = new TestVenue(TestVenue.Instant with { Faults = [FaultPlan.Parse("cancel-only")] });
        var key = venue.OpenKey(TestWallet.First);
        Assert.Equal(503, Place(venue, key));
        venue.Venue.Faults.SwitchAllOff();
        Assert.Equal(400, Place(venue, key));
    }

    [Fact]
    public void Switching_one_fault_on_does_not_change_what_the_venue_draws()
    {
        static List<string> Frames(string? fault)
        {
            var venue = new TestVenue(TestVenue.Instant with { LateFrames = new LateFrameOptions { Share = 0.5 } });
            if (fault is not null)
            {
                venue.Venue.Faults.SwitchOn(fault);
            }

            var (sink, _) = venue.Subscribe();
            for (var cents = 10; cents < 40; cents++)
            {
                venue.Exchange.PlaceFlow(venue.Listing.Id, Side.Buy, Price.Cents(cents), Size.Shares(5));
                venue.Wait(3);
            }

            venue.Wait(1_000);
            return sink.Messages;
        }

        Assert.Equal(Frames(null), Frames("late-deltas=0"));
    }

    [Fact]
    public void Faults_are_listed_and_switched_over_the_wire()
    {
        var venue = new TestVenue();
        var (status, list) = venue.Call("POST", "/sim/faults", """{"fault":"half-open=0.5,channel=1"}""");
        Assert.Equal(200, status);
        var entry = list.EnumerateArray().Single(fault => fault.GetProperty("on").GetBoolean());
        Assert.Equal(("half-open", 0.5), (entry.GetProperty("name").GetString(), entry.GetProperty("rate").GetDouble()));
        Assert.Equal(400, venue.Call("POST", "/sim/faults", """{"fault":"nonsense"}""").Status);
        Assert.Equal(400, venue.Call("POST", "/sim/faults", "[]").Status);
        Assert.Equal(200, venue.Call("DELETE", "/sim/faults?name=half-open").Status);
        Assert.DoesNotContain(venue.Call("GET", "/sim/faults").Body.EnumerateArray(), fault => fault.GetProperty("on").GetBoolean());
    }

    [Fact]
    public void Nobody_on_another_machine_switches_faults()
    {
        var venue = new TestVenue();
        var status = 0;
        venue.Venue.Handle(venue.Now, new PolyCloud.Simulator.Http.VenueRequest { Service = PolyCloud.Polymarket.Http.VenueService.Clob, Method = "GET", Path = "/sim/faults", IsLoopback = false }, answer => status = answer.Status);
        Assert.Equal(403, status);
    }

    private static List<bool> StruckCalls(string seed)
    {
        var (venue, key) = Trading();
        venue.Venue.Faults.SwitchOn($"cancel-only=0.5,{seed}");
        return [.. Enumerable.Range(0, 100).Select(_ => Place(venue, key) == 503)];
    }

    private static (TestVenue Venue, TestKey Key) Trading()
    {
        var venue = new TestVenue();
        return (venue, venue.OpenKey(TestWallet.First));
    }

    // A body the venue refuses with 400 where no fault comes first.
    private static int Place(TestVenue venue, TestKey key) => venue.Call(key, "POST", "/order", "{}").Status;
}
