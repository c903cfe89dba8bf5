using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults.Streams;

public sealed class MarketStreamFaultsTests
{
    private readonly TestVenue _venue = new();

    [Fact]
    public void Late_deltas_are_overtaken_and_keep_their_timestamps()
    {
        _venue.Venue.Faults.SwitchOn("late-deltas=0.5,longest-ms=80");
        var (sink, _) = _venue.Subscribe();
        for (var step = 0; step < 100; step++)
        {
            Quote(10 + (step % 30));
            _venue.Wait(5);
        }

        _venue.Wait(1_000);
        var stamps = sink.Events("price_change").ConvertAll(frame => long.Parse(frame.GetProperty("timestamp").GetString()!));
        Assert.Equal(100, stamps.Count);
        Assert.NotEqual(stamps.Order(), stamps);
        Assert.InRange(_venue.Venue.Faults.Find("late-deltas").Occurrences, 30, 70);
    }

    [Fact]
    public void A_silent_stall_answers_PING_and_tells_nothing_while_a_fresh_socket_works()
    {
        var (stalled, connection) = _venue.Subscribe();
        _venue.Wait(1);
        stalled.Messages.Clear();
        _venue.Venue.Faults.SwitchOn("silent-stall,for-ms=60000");
        _venue.Wait(1);
        var (fresh, _) = _venue.Subscribe();
        Quote(40);
        _venue.Send(connection, "PING");
        _venue.Wait(1);
        Assert.Equal(["PONG"], stalled.Messages);
        Assert.Single(fresh.Events("price_change"));
        _venue.Wait(60_000);
        Quote(41);
        _venue.Wait(1);
        Assert.Single(stalled.Events("price_change"));
    }

    [Fact]
    public void A_half_open_socket_answers_nothing_at_all()
    {
        var (sink, connection) = _venue.Subscribe();
        _venue.Wait(1);
        sink.Messages.Clear();
        _venue.Venue.Faults.SwitchOn("half-open,channel=1");
        Quote(40);
        _venue.Send(connection, "PING");
        _venue.Wait(60_000);
        Assert.Empty(sink.Messages);
        Assert.Null(sink.CloseCode);
    }

    [Fact]
    public void A_half_open_user_socket_leaves_the_market_socket_alone()
    {
        _venue.Venue.Faults.SwitchOn("half-open,channel=2,fresh=1");
        var (sink, connection) = _venue.Subscribe();
        _venue.Send(connection, "PING");
        _venue.Wait(1);
        Assert.Contains("PONG", sink.Messages);
    }

    [Fact]
    public void A_truncated_frame_is_the_beginning_of_what_was_meant()
    {
        var sinks = new[] { _venue.Subscribe().Sink, _venue.Subscribe().Sink };
        _venue.Wait(1);
        _venue.Venue.Faults.SwitchOn("truncated-frame,count=1");
        Quote(40);
        _venue.Wait(1);
        var messages = sinks.Select(sink => sink.Messages[^1]).OrderBy(message => message.Length).ToList();
        Assert.NotEqual(messages[0], messages[1]);
        Assert.StartsWith(messages[0], messages[1], StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(messages[0]));
    }

    [Fact]
    public void Array_frames_hold_the_one_event()
    {
        var (sink, _) = _venue.Subscribe();
        sink.Messages.Clear();
        _venue.Venue.Faults.SwitchOn("array-frames");
        Quote(40);
        _venue.Wait(1);
        var frame = RecordingSink.Parse(Assert.Single(sink.Messages));
        Assert.Equal("price_change", frame[0].GetProperty("event_type").GetString());
    }

    [Fact]
    public void The_result_may_be_told_everywhere_but_on_the_socket()
    {
        _venue.Venue.Faults.SwitchOn("resolved-frame-lost");
        var (sink, _) = _venue.Subscribe(custom: true);
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Up);
        _venue.Wait(800_000);
        Assert.Equal(Outcome.Up, _venue.Listing.Winner);
        Assert.Empty(sink.Events("market_resolved"));
        Assert.Equal(1, _venue.Venue.Faults.Find("resolved-frame-lost").Occurrences);
    }

    private void Quote(int cents) => _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(cents), Size.Shares(5));
}
